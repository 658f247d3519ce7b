"""Carries out ``schedulers check``: reports the problems of many files, and nothing about correct ones."""

from argparse import Namespace
from pathlib import Path

from schedulers.command_line.arguments import MISUSED, PROBLEMS, absence_of_sign
from schedulers.command_line.error import CommandError
from schedulers.command_line.messages import problem_lines
from schedulers.command_line.reading import MOST_LOOKED_AT, decoded, guessed, is_folder, read_bytes, unreadable
from schedulers.command_line.recognition import is_meant_as_configuration
from schedulers.command_line.streams import complain, say
from schedulers.command_line.walking import files_of
from schedulers.config import load_config
from schedulers.problems import ConfigError
from schedulers.registry import Registry


class Check:
    """Checks files one after the other, and counts them.

    Attributes:
        checked: The number of files that are training configurations, with or without problems.
        passed_over: The number of files that are none.
        unreadable: The number of files and folders that could not be read.
        problems: The number of lines of problems that were written.
    """

    def __init__(self, parsed: Namespace, registry: Registry) -> None:
        self.parsed = parsed
        self.registry = registry
        self.layout = registry.layout
        self.checked = self.passed_over = self.unreadable = self.problems = 0

    def run(self) -> int:
        """Check all files, write their problems, and return the exit status.

        Raises:
            CommandError: The problems can't be written.
        """
        for path in files_of(self.parsed.files, self._note_folder):
            try:
                content = read_bytes(path, MOST_LOOKED_AT)
            except CommandError as error:
                self._note_unreadable(str(error))
            else:
                self._check(path, content)
        if self.passed_over or any(map(is_folder, self.parsed.files)):
            complain(f"schedulers: {self._summary()}")
        return MISUSED if self.unreadable else PROBLEMS if self.problems else 0

    def _check(self, path: Path, content: bytes) -> None:
        if not (self.parsed.strict or is_meant_as_configuration(guessed(content), self.registry)):
            self.passed_over += 1
            return
        self.checked += 1
        try:
            load_config(decoded(content, self.layout), **self.parsed.assumed, registry=self.registry)
        except ConfigError as error:
            for line in problem_lines(path, error, self.layout):
                self.problems += 1
                say(line)

    def _note_folder(self, error: OSError) -> None:
        self._note_unreadable(unreadable(Path(error.filename), error))

    def _note_unreadable(self, message: str) -> None:
        self.unreadable += 1
        complain(f"schedulers: {message}")

    def _summary(self) -> str:
        """Say how many files were checked, and how many were not."""
        counts = [f"{self.checked:,} file{'' if self.checked == 1 else 's'} checked"]
        if self.unreadable:
            counts.append(f"{self.unreadable:,} unreadable")
        if self.passed_over:
            sign = absence_of_sign(self.layout).removeprefix("has ")
            counts.append(f"{self.passed_over:,} passed over ({sign}; --strict reports them)")
        return ", ".join(counts)
