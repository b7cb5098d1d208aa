"""What every program that owns a terminal shares: its end, its colours, the age of its picture."""
