"""Files of packages, of which `importlib.abc` asks for abstract classes alone. Saves 81 kB with `abc`."""

from importlib.resources import abc as abc
