"""Prepares the browser's Python while the site is built."""
