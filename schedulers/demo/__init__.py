"""The demo: a page on your own machine that shows the rates of the real torch classes."""
