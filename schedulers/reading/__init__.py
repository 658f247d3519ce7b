"""From the text of a document to values, or to everything that is wrong with it, each at its place."""
