"""Mends mistakes in the YAML itself, so that reading goes on. Each module mends one kind of mistake."""
