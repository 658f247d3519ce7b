"""From what is known of a scheduler to HTML, and into a page."""
