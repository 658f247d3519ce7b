"""Steps the scheduler classes: on torch, in a chain, and from a saved state."""
