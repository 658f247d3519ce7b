"""The five schedulers of the NetsPresso Trainer family, their registry, and the layout of its documents."""
