"""A disk of the server's own that can be filled at any moment and takes nobody else's room."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

_WHOLE = "3g"
"""Taken from memory only as it is written."""


class SmallDisk:
    """A mounted file system in memory; it is full when its size is what it holds."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self, spare_bytes: int, seconds: float) -> None:
        """Leave so much room or little more, for so long."""
        try:
            while not self._shrunk(spare_bytes):
                spare_bytes += 2**16
            time.sleep(seconds)
        finally:
            _mount("-o", f"remount,size={_WHOLE}", str(self.place))

    def _shrunk(self, spare_bytes: int) -> bool:
        """False where more was written meanwhile than would fit."""
        held = os.statvfs(self.place)
        used = (held.f_blocks - held.f_bfree) * held.f_frsize
        try:
            _mount("-o", f"remount,size={used + spare_bytes}", str(self.place))
        except subprocess.CalledProcessError:
            return False
        return True


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[SmallDisk | None]:
    """None where nobody may mount one: only root does."""
    place.mkdir(mode=0o711)
    try:
        _mount("-t", "tmpfs", "-o", f"size={_WHOLE},mode=0711", "pitterm-nemesis", str(place))
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
