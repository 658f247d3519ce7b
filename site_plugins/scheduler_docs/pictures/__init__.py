"""Curves as drawings: of the reference, of the guides, and of a shared link."""
