"""The machine's name and kind, for which nothing asks. Saves 23 kB."""
