"""The words of the messages about a document."""
