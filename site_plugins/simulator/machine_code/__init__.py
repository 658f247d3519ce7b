"""Leaves out of the browser's Python the machine code that nothing reaches."""
