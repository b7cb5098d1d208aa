"""What an attacker with a real staff login can do: nothing that the pit's rules do not grant."""
