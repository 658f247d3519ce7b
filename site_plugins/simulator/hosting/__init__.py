"""Finishes pages for publishing: their content security policy, integrity hashes, and the list of third-party work."""
