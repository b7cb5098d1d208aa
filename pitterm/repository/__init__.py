"""The only Python that reads and writes the pit on PostgreSQL, one RPC per transaction."""
