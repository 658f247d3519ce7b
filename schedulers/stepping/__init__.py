"""How the scheduler classes step: on torch, in a chain, and from a saved state."""
