"""The error that ends the command."""


class CommandError(Exception):
    """Raised when the command can't be carried out. The message says why, and what to do."""
