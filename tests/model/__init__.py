"""Sequences of calls held against a model of the rules."""
