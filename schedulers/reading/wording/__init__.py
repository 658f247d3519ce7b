"""Words the messages about a document."""
