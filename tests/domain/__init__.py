"""The rules of the pit, as values in and values out."""
