"""The error that ends the command."""


class CommandError(Exception):
    """The command can't be carried out; says why, and what to do."""
