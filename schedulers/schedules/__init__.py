"""The five schedulers of the NetsPresso Trainer family, their registry, and where its documents keep things."""
