"""Turns the text of a document into values, or into a list of everything that is wrong with it."""
