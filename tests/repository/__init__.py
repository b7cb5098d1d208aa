"""The repository on a real server, over wires that can be cut."""
