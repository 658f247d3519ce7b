"""Reads a scheduler's signature and docstring."""
