"""What the board needs, loaded behind the painted login while its person types."""

import asyncio
import gc
import importlib

BEHIND_THE_LOGIN = (
    "pitterm.repository.desk",
    "pitterm.repository.house",
    "pitterm.repository.feed",
    "pitterm.repository.requests",
    "pitterm.repository.telemetry",
    "sqlalchemy.dialects.postgresql.psycopg",
    "greenlet",
    "pitterm.podium.screens.board",
)
"""What signs in, reads and paints; each brings what it rests on."""

RARELY = (10_000, 10, 10)
"""When Python looks for cycles; a picture has none, and is thrown away when the next is there."""


class Loading:
    """One thread that imports, and that whoever signs in waits for.

    Nothing else may import meanwhile: two threads that load modules which need each other can
    see them half loaded.
    """

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start to load, once."""
        if self._task is None:
            self._task = asyncio.create_task(self._load())

    async def done(self) -> None:
        """Wait until everything is there; raises what an import raised."""
        self.begin()
        if self._task is not None:
            await asyncio.shield(self._task)

    async def _load(self) -> None:
        try:
            await asyncio.to_thread(_load)
        finally:
            collect_from_here_on()


def collect_from_here_on() -> None:
    """Collect garbage again where it was held back, and never look through what is loaded."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*RARELY)
        gc.enable()


def _load() -> None:
    for name in BEHIND_THE_LOGIN:
        importlib.import_module(name)
    from pitterm.domain.board import Pulse, Snapshot, TableView
    from pitterm.domain.house import House

    for value in (House, Pulse, Snapshot, TableView):
        value.model_rebuild()
