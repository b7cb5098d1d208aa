"""The one door for everything the podium writes: a frozen request in, the committed row out."""

from collections.abc import Awaitable, Callable
from typing import Any

from pitterm.domain.custody import DropEvent, InventorySnapshot, LogCount, LogDrop
from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
    TableSession,
)
from pitterm.domain.telemetry import BuyIn, LogBuyIn, ReverseBuyIn
from pitterm.repository.custody import log_count, log_drop
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown
from pitterm.repository.sessions import (
    activate_session,
    cancel_session,
    close_session,
    open_table_session,
    resume_session,
    start_rundown,
)
from pitterm.repository.telemetry import log_buyin, reverse_buyin

Request = (
    OpenTable
    | ActivateSession
    | StartRundown
    | ResumeSession
    | CancelSession
    | CloseSession
    | LogCount
    | LogDrop
    | LogBuyIn
    | ReverseBuyIn
)
Committed = TableSession | InventorySnapshot | DropEvent | BuyIn

_DOORS: dict[type[Any], Callable[[Desk, Any, OnUnknown], Awaitable[Committed]]] = {
    OpenTable: open_table_session,
    ActivateSession: activate_session,
    StartRundown: start_rundown,
    ResumeSession: resume_session,
    CancelSession: cancel_session,
    CloseSession: close_session,
    LogCount: log_count,
    LogDrop: log_drop,
    LogBuyIn: log_buyin,
    ReverseBuyIn: reverse_buyin,
}


async def perform(desk: Desk, request: Request, on_unknown: OnUnknown = None) -> Committed:
    """Carry out a request; it returns only what is committed.

    Raises Refused, Busy, Unreachable, Unexpected, NotApplied or OutcomeLost. `on_unknown` is called
    once when the reply was lost, before it keeps asking what became of the request.
    """
    return await _DOORS[type(request)](desk, request, on_unknown)
