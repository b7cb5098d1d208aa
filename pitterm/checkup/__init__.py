"""What the doctor looks at: this machine, the server, and what is in the database."""
