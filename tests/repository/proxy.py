"""A wire between client and server that can be cut where it hurts."""

import asyncio
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from psycopg import conninfo as libpq

from pitterm.repository.credentials import Credentials

_SYNC = b"S\x00\x00\x00\x04"


class Wire:
    """Forwards PostgreSQL's protocol over a socket of its own, until it is told to fail.

    `lose_reply_to` forwards a request that holds these bytes and then cuts the connection without
    its reply, or after the first `reply_bytes` of it; `lose_request` cuts before the server sees
    it; `swallow_reply_to` keeps the connection and never answers. Each happens once.
    `cut_next_after` and `mute_next_after` let the next connection hear so many bytes of the server
    and no more; `heard` counts what the last connection was told in full, `asked` every question
    the server was put and had to answer before the next. While `is_away`, nobody gets through.
    """

    def __init__(self, credentials: Credentials) -> None:
        given = libpq.conninfo_to_dict(credentials.conninfo)
        self._upstream = Path(str(given["host"])) / f".s.PGSQL.{given['port']}"
        self._directory = tempfile.TemporaryDirectory(prefix="pw")
        conninfo = libpq.make_conninfo(
            "", host=self._directory.name, port=5432, dbname=str(given["dbname"])
        )
        self.credentials = Credentials(conninfo, credentials.login, credentials.password)
        self.lose_reply_to: bytes | None = None
        self.reply_bytes = 0
        self.lose_request: bytes | None = None
        self.swallow_reply_to: bytes | None = None
        self.cut_next_after: int | None = None
        self.mute_next_after: int | None = None
        self.heard = 0
        self.asked = 0
        self.is_away = False
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._accepted: set[asyncio.Task[None]] = set()

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
        assert self._server is not None
        self._server.close()
        self.cut()
        if self._accepted:
            await asyncio.wait(self._accepted, timeout=5)
        self._directory.cleanup()

    def go_away(self) -> None:
        """End every connection and take no other."""
        self.is_away = True
        self.cut()

    def cut(self) -> None:
        """End every connection now."""
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_away:
            writer.close()
            return
        task = asyncio.ensure_future(self._forward(reader, writer))
        self._accepted.add(task)
        task.add_done_callback(self._accepted.discard)
        await task

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream_reader, upstream_writer = await asyncio.open_unix_connection(self._upstream)
        self._writers += [writer, upstream_writer]
        is_silent = asyncio.Event()
        self.heard = 0
        cut_after, self.cut_next_after = self.cut_next_after, None
        mute_after, self.mute_next_after = self.mute_next_after, None
        if cut_after is not None or mute_after is not None:
            replies = asyncio.create_task(
                self._say_only(upstream_reader, writer, cut_after or mute_after or 0)
            )
            if cut_after is not None:
                replies.add_done_callback(lambda _: writer.close())
        else:
            replies = asyncio.create_task(self._reply(upstream_reader, writer, is_silent))
        try:
            while request := await reader.read(65536):
                self.asked += request.count(_SYNC)
                if self._takes("lose_request", request):
                    break
                is_lost = self._takes("lose_reply_to", request)
                if is_lost or self._takes("swallow_reply_to", request):
                    is_silent.set()
                upstream_writer.write(request)
                await upstream_writer.drain()
                if is_lost:
                    await upstream_reader_is_answered(replies)
                    break
        except ConnectionError:
            pass
        finally:
            replies.cancel()
            writer.close()
            upstream_writer.close()

    async def _reply(
        self,
        upstream_reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        is_silent: asyncio.Event,
    ) -> None:
        while reply := await upstream_reader.read(65536):
            if is_silent.is_set():
                writer.write(reply[: self.reply_bytes])
                return
            self.heard += len(reply)
            writer.write(reply)

    async def _say_only(
        self, upstream_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, room: int
    ) -> None:
        """Forward the first bytes of what the server says."""
        while room > 0 and (reply := await upstream_reader.read(room)):
            writer.write(reply)
            room -= len(reply)

    def _takes(self, name: str, request: bytes) -> bool:
        wanted: bytes | None = getattr(self, name)
        if wanted is None or wanted not in request:
            return False
        setattr(self, name, None)
        return True


async def upstream_reader_is_answered(replies: "asyncio.Task[None]") -> None:
    """Wait until the server has answered, so that its transaction is over."""
    await asyncio.wait({replies}, timeout=5)
