"""The wall: the read-only display supervisors look up at."""
