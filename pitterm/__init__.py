"""pitterm: the terminal program a casino pit is run from, on PostgreSQL."""

__version__ = "0.1.0"
