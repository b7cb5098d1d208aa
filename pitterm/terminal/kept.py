"""What a terminal keeps between runs; it belongs to the terminal, whoever signs in at it."""

import json
import logging
from contextlib import suppress
from pathlib import Path

LOG = logging.getLogger("pitterm")
_LONGEST = 4_096
"""Bytes; a larger file is not one of ours."""


def kept_theme(path: Path) -> str | None:
    """The theme that was chosen here, if one was and the file can be read."""
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LONGEST))
    except (OSError, ValueError):
        return None
    theme = found.get("theme") if isinstance(found, dict) else None
    return theme if isinstance(theme, str) else None


def keep_theme(path: Path, theme: str) -> bool:
    """Keep this theme for the next run; False where the file cannot be written."""
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_text(json.dumps({"theme": theme}) + "\n", encoding="utf-8")
        beside.chmod(0o600)
        beside.replace(path)
    except OSError as error:
        LOG.warning("the theme was not kept: %s", error)
        with suppress(OSError):
            beside.unlink()
        return False
    return True
