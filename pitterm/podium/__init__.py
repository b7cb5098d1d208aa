"""The podium: the Textual terminal the pit is run from."""
