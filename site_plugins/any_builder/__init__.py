"""The same site with a builder that runs no plugins: a command before the build, a Markdown extension, one after it."""
