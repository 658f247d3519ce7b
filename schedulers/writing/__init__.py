"""Writes examples, recipes, the JSON Schema, and the program that people take away, all from the signatures."""
