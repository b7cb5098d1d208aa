"""A wire to the server that breaks by the dice: cut, deaf, slow or half-open, at any byte."""

import asyncio
import random
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from psycopg import conninfo as libpq


class Harm(StrEnum):
    """What happens to a connection once its byte has come."""

    CUT = "cut"
    MUTE = "mute"
    """Nothing goes either way any more, and nobody is told."""
    HALF_OPEN = "half-open"
    """The server's end is closed, and the client is not told."""
    SLOW = "slow"
    """A pause of up to four seconds, then it goes on."""


@dataclass(slots=True)
class Fate:
    """At which byte of requests or replies one connection is harmed, and how."""

    harm: Harm
    after_bytes: int
    in_replies: bool


class Wire:
    """Forwards PostgreSQL's protocol, and gives most connections a fate of their own."""

    def __init__(self, conninfo: str, dice: random.Random) -> None:
        given = libpq.conninfo_to_dict(conninfo)
        self._upstream = Path(str(given["host"])) / f".s.PGSQL.{given['port']}"
        self._directory = tempfile.TemporaryDirectory(prefix="pn")
        self.conninfo = libpq.make_conninfo(
            "", host=self._directory.name, port=5432, dbname=str(given["dbname"])
        )
        self.harmed = 0
        self._dice = dice
        self._is_calm = False
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        path = Path(self._directory.name) / ".s.PGSQL.5432"
        self._server = await asyncio.start_unix_server(self._accept, path)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.calm()
        assert self._server is not None
        self._server.close()
        self._directory.cleanup()

    def calm(self) -> None:
        """Harm nobody any more; what hangs is cut, so that whoever waits asks again."""
        self._is_calm = True
        for writer in self._writers:
            writer.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            upstream, downstream = await asyncio.open_unix_connection(self._upstream)
        except OSError:
            writer.close()
            return
        fate = self._draw()
        ends = {writer, downstream}
        self._writers |= ends
        pumps = [
            asyncio.create_task(self._pump(reader, downstream, fate, in_replies=False)),
            asyncio.create_task(self._pump(upstream, writer, fate, in_replies=True)),
        ]
        done, running = await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        harm = next((task.result() for task in done), None)
        if harm is Harm.HALF_OPEN:
            downstream.close()
        if harm in (Harm.MUTE, Harm.HALF_OPEN) and not self._is_calm:
            for task in running:
                task.cancel()
            # A reader is read by one task at a time.
            if running:
                await asyncio.wait(running)
            await self._until_the_client_gives_up(reader)
        for task in running:
            task.cancel()
        for end in ends:
            end.close()
        self._writers -= ends

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        fate: Fate | None,
        *,
        in_replies: bool,
    ) -> Harm | None:
        """Forward until one end closes or the fate is met; the harm that was met."""
        passed = 0
        try:
            while piece := await reader.read(65536):
                if fate is not None and fate.in_replies is in_replies and not self._is_calm:
                    room = fate.after_bytes - passed
                    if room < len(piece):
                        writer.write(piece[: max(0, room)])
                        await writer.drain()
                        self.harmed += 1
                        if fate.harm is not Harm.SLOW:
                            return fate.harm
                        await asyncio.sleep(self._dice.uniform(0.1, 4.0))
                        piece, fate = piece[max(0, room) :], None
                writer.write(piece)
                await writer.drain()
                passed += len(piece)
        except OSError:
            pass
        return None

    async def _until_the_client_gives_up(self, reader: asyncio.StreamReader) -> None:
        try:
            while await reader.read(65536):
                pass
        except OSError:
            pass

    def _draw(self) -> Fate | None:
        if self._is_calm or self._dice.random() < 0.1:
            return None
        return Fate(
            harm=self._dice.choices(list(Harm), weights=(5, 1, 1, 2))[0],
            # Signing in takes some two thousand bytes; half of the harm comes before a first reply.
            after_bytes=int(10 ** self._dice.uniform(1, 5.7)),
            in_replies=self._dice.random() < 0.7,
        )
