"""A pooler as small as it can be: it lends sessions of the server to whoever connects."""

import asyncio
import os
import socket
import struct
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import conninfo as libpq

from pitterm.repository.credentials import Credentials

_INVENTED_PROCESS = 7
_QUERY, _SYNC, _READY, _LEAVE = b"Q", b"S", b"Z", b"X"
_IDLE = b"I"


@dataclass
class _Session:
    """A session of the server, and whose turn it is to speak in it."""

    held: psycopg.Connection[Any]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pooler:
    """Lends one session to everybody, a transaction at a time, or to each client its own."""

    def __init__(self, credentials: Credentials, *, by_transaction: bool) -> None:
        self._real = credentials
        self._by_transaction = by_transaction
        self._directory = tempfile.TemporaryDirectory(prefix="pp")
        dbname = str(libpq.conninfo_to_dict(credentials.conninfo)["dbname"])
        conninfo = libpq.make_conninfo("", host=self._directory.name, port=5432, dbname=dbname)
        self.credentials = Credentials(conninfo, credentials.login, credentials.password)
        self._sessions: list[_Session] = []
        self._clients: set[asyncio.Task[None]] = set()

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
        self._server.close()
        for client in self._clients:
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)
        for session in self._sessions:
            session.writer.close()
            session.held.close()
        self._directory.cleanup()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = asyncio.current_task()
        assert client is not None
        self._clients.add(client)
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            (length,) = struct.unpack("!i", await reader.readexactly(4))
            await reader.readexactly(length - 4)
            writer.write(_message(b"R", struct.pack("!i", 0)))
            writer.write(_message(b"S", b"client_encoding\0UTF8\0"))
            writer.write(_message(b"K", struct.pack("!ii", _INVENTED_PROCESS, 1)))
            writer.write(_message(_READY, _IDLE))
            session = await self._session()
            while (asked := await _read(reader))[:1] != _LEAVE:
                async with session.turn:
                    await _one_transaction(asked, reader, writer, session)
        writer.close()

    async def _session(self) -> _Session:
        if self._by_transaction and self._sessions:
            return self._sessions[0]
        held = psycopg.connect(self._real.full_conninfo())
        twin = socket.socket(fileno=os.dup(held.pgconn.socket))
        reader, writer = await asyncio.open_connection(sock=twin)
        self._sessions.append(_Session(held, reader, writer))
        return self._sessions[-1]


async def _one_transaction(
    asked: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, session: _Session
) -> None:
    """Hand on both ways until the server is ready and in no transaction."""
    while True:
        session.writer.write(asked)
        if asked[:1] in (_QUERY, _SYNC):
            answer = b""
            while answer[:1] != _READY:
                answer = await _read(session.reader)
                writer.write(answer)
            if answer[-1:] == _IDLE:
                return
        asked = await _read(reader)


async def _read(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readexactly(5)
    (length,) = struct.unpack("!i", head[1:])
    return head + await reader.readexactly(length - 4)


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body
