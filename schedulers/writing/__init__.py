"""What is written from the signatures: examples, recipes, the JSON Schema, and the program that people take away."""
