"""The outbox: its journal and its clock, without a screen or a database."""
