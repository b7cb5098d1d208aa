"""Catching up from paper: what happened while the system was away, entered with its own time."""
