"""Backup and restore: one file with the data, the logins, and what both must add up to."""
