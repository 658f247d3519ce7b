"""The browser's Python, as it is prepared when the site is built."""
