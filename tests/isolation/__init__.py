"""Every two operations that can meet at one table, one behind the other."""
