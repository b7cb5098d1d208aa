"""The smallest terminal that podium and wall can be read in."""

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
"""Columns and rows."""
