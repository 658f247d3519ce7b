"""Finds a registry, and checks each scheduler in it before anything is derived from them."""
