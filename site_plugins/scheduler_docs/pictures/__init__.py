"""Draws the curves of the reference, of the guides, and of the picture beside a shared link."""
