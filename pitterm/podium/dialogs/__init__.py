"""Dialogs gather a request and write nothing."""
