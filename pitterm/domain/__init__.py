"""The pit's values and rules: no screen, no database, no clock, no I/O."""
