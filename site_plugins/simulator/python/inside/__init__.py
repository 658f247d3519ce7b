"""Modules that run in the browser's own Python."""
