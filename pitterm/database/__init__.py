"""The database itself: its SQL, the embedded server, migrations and provisioning."""
