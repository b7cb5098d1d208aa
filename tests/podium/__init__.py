"""The podium's tests: what keys do and what the screen says."""
