"""Reading on after a mistake of YAML itself: each kind of mistake is mended in one module."""
