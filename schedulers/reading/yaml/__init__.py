"""YAML as the trainer's loader reads it, in nodes that know their place."""
