"""Finding a registry, and looking at each scheduler in it before anything is made of them."""
