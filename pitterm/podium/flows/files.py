"""Writing what is read at the podium into a file of one's own."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pitterm.podium.dialogs.file_path import FilePath
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.wording import harmless
from pitterm.reporting import NotWritten, write_new

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


async def write_file(
    app: "Podium", title: str, offered: str, text: Callable[[], Awaitable[str]], what: str
) -> None:
    """Ask for a path, as often as none can be written there, and write the text as it then is."""
    typed: Typed | None = None
    complaint = ""
    while True:
        dialog = FilePath(title, offered, typed=typed, complaint=complaint)
        path: Path | None = await app.push_screen_wait(dialog)
        if path is None:
            return
        try:
            with app.conversations.doing(f"Reading {what} and writing it"):
                words = await text()
                app.conversations.go_on()
                with app.conversations.keeping("the file is written all the same"):
                    written = await asyncio.to_thread(write_new, path, words)
        except NotWritten as error:
            typed, complaint = dialog.typed, str(error)
            continue
        app.flash(f"Wrote {what} to {harmless(str(written))}")
        return
