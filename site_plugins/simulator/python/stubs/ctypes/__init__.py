"""Foreign functions, which NumPy can do without. Saves 29 kB."""

raise ImportError("ctypes is left out of the simulator")
