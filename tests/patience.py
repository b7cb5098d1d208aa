"""Waiting for what happens in another thread or program, however long that takes here."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0


def eventually(is_so: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Return once this is so; fail when it never is."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
