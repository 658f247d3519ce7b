"""Runs Node.js, and bundles the page's code with it."""
