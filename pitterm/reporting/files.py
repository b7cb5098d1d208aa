"""Writing a text into a file of its own, for nobody else's eyes."""

import os
from contextlib import suppress
from pathlib import Path

from pitterm.domain.errors import PitError

OWNER_ONLY = 0o600


class NotWritten(PitError):
    """The file could not be made; nothing was left behind."""

    exit_code = 2


def write_new(path: Path, text: str) -> Path:
    """Make the file, readable by its owner alone; one that is there already is never replaced.

    Raises NotWritten.
    """
    path = path.expanduser()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, OWNER_ONLY)
    except FileExistsError:
        raise NotWritten(f"{path} is there already", "Choose another name.") from None
    except (OSError, ValueError) as error:
        raise NotWritten(*_cannot(path, error)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise NotWritten(*_cannot(path, error)) from error
    return path


def _cannot(path: Path, error: Exception) -> tuple[str, str]:
    reason = (error.strerror if isinstance(error, OSError) else None) or "the name is not allowed"
    return f"{path} cannot be written: {reason}", "Choose another place."
