"""Pickling, which NumPy imports for files. Saves 46 kB."""
