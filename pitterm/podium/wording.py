"""How the podium writes times, names, amounts and requests."""

from typing import TYPE_CHECKING, Any

from pitterm.domain import money
from pitterm.domain.alerts import AcknowledgeAlert
from pitterm.domain.board import RecentEntry, Snapshot, TableView
from pitterm.domain.custody import (
    EnterDropCount,
    LogCount,
    LogDrop,
    ReleaseDropCount,
    SignRecord,
    VoidCount,
    VoidDrop,
)
from pitterm.domain.metrics import FinalizeRundown, MarkCheckpoint, SignOffShift, SignOnShift
from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
)
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    EnterPaperSlip,
    IssueSlip,
    RequestSlip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.telemetry import LogBuyIn, LogRatedBuyIn, ReverseBuyIn, TelemetryKind
from pitterm.domain.text import harmless as harmless
from pitterm.domain.times import show_ago as show_ago
from pitterm.domain.times import show_day as show_day
from pitterm.domain.times import show_stopwatch as show_stopwatch
from pitterm.domain.times import show_time as show_time
from pitterm.domain.times import zone as zone

if TYPE_CHECKING:
    from pitterm.repository.requests import Request


def entry_words(entry: RecentEntry) -> str:
    """What an entry is, as the list of last entries says it."""
    if entry.kind is TelemetryKind.REVERSAL:
        return "undo"
    if entry.kind is TelemetryKind.ADJUSTMENT:
        return "adjusted"
    return "rated" if entry.kind is TelemetryKind.RATED else "unrated"


def request_words(request: "Request", snapshot: Snapshot | None) -> str:
    """What is being sent, short enough to stand in a sentence."""
    tables = snapshot.tables if snapshot else ()
    if isinstance(request, ReverseBuyIn):
        return _reversal(tables, request)
    label = _label(tables, request)
    if isinstance(request, (LogBuyIn, LogRatedBuyIn)):
        return f"{money.show(request.amount_cents)} on {label}"
    if isinstance(request, LogDrop):
        return f"drop box {harmless(request.drop_box_id)} of {label}"
    if isinstance(request, EnterPaperSlip):
        return f"{request.kind} slip {harmless(request.paper_number)} of {label}"
    if isinstance(request, RequestSlip):
        return f"the {request.kind} request of {label}"
    words = _REQUEST_WORDS.get(type(request), "")
    return words.format(table=label, kind=getattr(request, "kind", ""))


_REQUEST_WORDS: dict[type[Any], str] = {
    LogCount: "the count of {table}",
    OpenTable: "the opening of {table}",
    ActivateSession: "the start of play on {table}",
    StartRundown: "the rundown of {table}",
    ResumeSession: "the return of {table} to play",
    CancelSession: "the cancelling of {table}",
    CloseSession: "the closing of {table}",
    VoidCount: "the void of a count",
    VoidDrop: "the void of a drop record",
    SignRecord: "the second person's signature",
    EnterDropCount: "what was found in the box",
    ReleaseDropCount: "the release of the counted drop",
    WithdrawSlip: "the withdrawal of the {kind}",
    IssueSlip: "the issue of the {kind}",
    CarrySlip: "the runner's signature on the {kind}",
    VerifySlip: "the verification of the {kind}",
    DepositSlip: "the deposit of the {kind} slip",
    VoidSlip: "the void of the {kind}",
    FinalizeRundown: "the final rundown of {table}",
    MarkCheckpoint: "the checkpoint",
    SignOffShift: "the signature under the shift",
    SignOnShift: "the incoming signature under the shift",
    AcknowledgeAlert: "the acknowledgement",
}


def _label(tables: tuple[TableView, ...], request: "Request") -> str:
    table_id = getattr(request, "gaming_table_id", None)
    session_id = getattr(request, "table_session_id", None)
    for table in tables:
        if table.id == table_id or (session_id is not None and table.session_id == session_id):
            return harmless(table.label)
    return "the table"


def _reversal(tables: tuple[TableView, ...], request: ReverseBuyIn) -> str:
    for table in tables:
        for entry in table.recent_entries:
            if entry.id == request.telemetry_id:
                return f"the undo of {money.show(entry.amount_cents)} on {harmless(table.label)}"
    return "the undo"
