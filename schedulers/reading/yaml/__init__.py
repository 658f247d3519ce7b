"""Reads YAML as the trainer's loader does, into nodes that know their places."""
