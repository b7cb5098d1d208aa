"""What the podium calls on beyond its screen, as functions a recording can stand in for."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.custody import Artifacts, InventorySnapshot
from pitterm.domain.house import House
from pitterm.domain.telemetry import BuyIn, LogLateBuyIn

if TYPE_CHECKING:
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.desk import Desk
    from pitterm.repository.feed import Lost
    from pitterm.repository.requests import Committed, Request


async def _connect(credentials: "Credentials") -> "Desk":
    from pitterm.repository.desk import Desk

    return await Desk.sign_in(credentials)


async def _prove_password(credentials: "Credentials") -> None:
    from pitterm.repository.desk import prove_password

    await prove_password(credentials)


async def _read_house(desk: "Desk") -> House:
    from pitterm.repository.house import read_house

    return await read_house(desk)


async def _perform(
    desk: "Desk", request: "Request", on_unknown: Callable[[], None] | None = None
) -> "Committed":
    from pitterm.repository.requests import perform

    return await perform(desk, request, on_unknown)


def _watch(credentials: "Credentials") -> "AsyncIterator[Snapshot | Pulse | Lost]":
    from pitterm.repository.feed import watch

    return watch(credentials)


async def _read_artifacts(desk: "Desk", session_id: UUID) -> "Artifacts":
    from pitterm.repository.custody import read_artifacts

    return await read_artifacts(desk, session_id)


async def _read_expected_opener(desk: "Desk", table_id: UUID) -> InventorySnapshot | None:
    from pitterm.repository.custody import read_expected_opener

    return await read_expected_opener(desk, table_id)


async def _read_unused_opening_count(desk: "Desk", table_id: UUID) -> InventorySnapshot | None:
    from pitterm.repository.custody import read_unused_opening_count

    return await read_unused_opening_count(desk, table_id)


async def _perform_as(
    credentials: "Credentials",
    request: "Request",
    on_unknown: Callable[[], None] | None = None,
) -> "Committed":
    from pitterm.repository.desk import Desk
    from pitterm.repository.requests import perform

    desk = await Desk.sign_in(credentials)
    try:
        return await perform(desk, request, on_unknown)
    finally:
        await desk.leave()


async def _note_export(desk: "Desk", what: str) -> None:
    from pitterm.repository.audit import note_export

    await note_export(desk, what)


async def _read(desk: "Desk", name: str, *arguments: Any) -> Any:
    from pitterm.repository import reads

    return await getattr(reads, name)(desk, *arguments)


async def _send_late_buyin(desk: "Desk", request: LogLateBuyIn) -> BuyIn:
    from pitterm.repository.telemetry import send_late_buyin

    return await send_late_buyin(desk, request)


async def _resolve_buyin(desk: "Desk", key: str) -> BuyIn | None:
    from pitterm.repository.telemetry import resolve_buyin

    return await resolve_buyin(desk, key)


_PerformAs = Callable[["Credentials", "Request", Callable[[], None] | None], Awaitable["Committed"]]
_ReadCount = Callable[["Desk", UUID], Awaitable[InventorySnapshot | None]]


@dataclass(frozen=True, slots=True)
class Wiring:
    """The lines out of the podium; SQLAlchemy and psycopg load when the first one is used."""

    connect: "Callable[[Credentials], Awaitable[Desk]]" = _connect
    prove_password: "Callable[[Credentials], Awaitable[None]]" = _prove_password
    read_house: "Callable[[Desk], Awaitable[House]]" = _read_house
    perform: "Callable[[Desk, Request, Callable[[], None] | None], Awaitable[Committed]]" = _perform
    read_artifacts: "Callable[[Desk, UUID], Awaitable[Artifacts]]" = _read_artifacts
    read_expected_opener: _ReadCount = _read_expected_opener
    read_unused_opening_count: _ReadCount = _read_unused_opening_count
    perform_as: _PerformAs = _perform_as
    """A second person's deed over their own login, which lasts for this one request."""
    read: "Callable[..., Awaitable[Any]]" = _read
    """A read of `pitterm.repository.reads` by its name, for screens beside the board."""
    send_late_buyin: "Callable[[Desk, LogLateBuyIn], Awaitable[BuyIn]]" = _send_late_buyin
    resolve_buyin: "Callable[[Desk, str], Awaitable[BuyIn | None]]" = _resolve_buyin
    note_export: "Callable[[Desk, str], Awaitable[None]]" = _note_export
    """Tells the audit what leaves the screen for a file."""
    watch: "Callable[[Credentials], AsyncIterator[Snapshot | Pulse | Lost]]" = _watch
