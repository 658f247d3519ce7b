"""Renders what is known of a scheduler as HTML, and puts it into a page."""
