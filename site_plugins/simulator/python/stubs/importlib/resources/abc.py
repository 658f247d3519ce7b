"""Abstract classes of packages' files, of which nothing is used."""

__all__: list[str] = []
