"""Shifts played through the same repository as everybody's."""
