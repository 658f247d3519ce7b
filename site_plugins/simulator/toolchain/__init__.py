"""Node.js, and the bundle of the page's code that it makes."""
