"""The simulator: its games, its ledger and its shifts on a real database."""
