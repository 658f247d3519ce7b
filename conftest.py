"""Gives every test a limit, the examples in the packages' docstrings included."""

pytest_plugins = ["tests.limits"]
