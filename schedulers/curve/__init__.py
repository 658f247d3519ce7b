"""Computes what follows from a configuration: the rate of every epoch, the phases, the marks and the notes."""
