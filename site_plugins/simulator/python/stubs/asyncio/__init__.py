"""Event loops, which the page does not need: it calls a function, and has the answer. Saves 363 kB."""
