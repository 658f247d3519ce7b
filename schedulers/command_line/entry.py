"""Starts the command. Nothing is imported here yet, so that it can be interrupted from the first moment."""

INTERRUPTED = 130
"""The exit status of a command that was interrupted, the one that shells report."""


def main() -> int:
    """Carry out the command with the arguments of the process, and return its exit status."""
    try:
        from schedulers.command_line import main as command  # noqa: PLC0415  # takes long enough to be interrupted
    except KeyboardInterrupt:
        return INTERRUPTED
    return command.main()
