"""Forgets imported modules, so that the next import reads their files again."""

import sys


def forget(*packages: str) -> None:
    """Forget the named modules and everything below them.

    ``mkdocs serve`` builds again and again in one process. Without this it would go on documenting the classes as they
    were when it started.
    """
    for name in list(sys.modules):
        if any(name == package or name.startswith(f"{package}.") for package in packages):
            del sys.modules[name]
            # `from package import module` looks at the package's attributes first.
            parent, _, child = name.rpartition(".")
            if parent in sys.modules and hasattr(sys.modules[parent], child):
                delattr(sys.modules[parent], child)
