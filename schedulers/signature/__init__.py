"""What a scheduler's signature and docstring say of it."""
