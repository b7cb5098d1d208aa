"""Writing a sheet to a file of its own."""

import asyncio
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pitterm.domain.metrics import ShiftWindow
from pitterm.domain.sheet_lines import SheetText
from pitterm.domain.sheet_text import as_text
from pitterm.podium.dialogs.file_path import FilePath
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pitterm.podium.app import Podium

_SENTENCE = "Only you may read the file; one that exists already is left alone."


async def write_sheet(
    app: "Podium", written: "Iterable[SheetText]", window: ShiftWindow, pit_name: str | None
) -> None:
    """Ask for a path and write the lines there."""
    text = as_text(written)
    path, complaint = proposed_path(window, pit_name), ""
    while True:
        dialog = FilePath("Write the sheet to a file", _SENTENCE, path, complaint)
        chosen: str | None = await app.push_screen_wait(dialog)
        if chosen is None:
            return
        path = chosen
        try:
            await asyncio.to_thread(write_anew, Path(path).expanduser(), text)
        except FileExistsError:
            complaint = "That file exists already; give another name."
        except OSError as error:
            complaint = f"The file cannot be written: {error.strerror or error}."
        else:
            app.flash(f"Wrote the sheet to {harmless(path)}")
            return


def proposed_path(window: ShiftWindow, pit_name: str | None) -> str:
    """`./shift-2026-01-15-swing-main.txt`."""
    parts = [str(window.gaming_day), window.shift_name or "day", pit_name or ""]
    name = "-".join(re.sub(r"[^a-z0-9]+", "-", part.casefold()).strip("-") for part in parts)
    return f"./shift-{name.strip('-')}.txt"


def write_anew(path: Path, text: str) -> None:
    """Write a file only its owner may read; raises FileExistsError for one that is there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
