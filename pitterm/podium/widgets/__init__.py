"""The podium's widgets: they draw what they are given and read no repository."""
