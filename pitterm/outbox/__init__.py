"""Buy-ins kept on this terminal while the database is away: files, and no screen or database."""
