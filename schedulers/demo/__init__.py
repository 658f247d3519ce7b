"""The demo: a page on your own machine that shows the rates which torch itself steps through."""
