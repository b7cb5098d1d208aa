"""The one door for everything the podium writes: a frozen request in, the committed row out."""

from collections.abc import Awaitable, Callable
from typing import Any

from pitterm.domain.alerts import AcknowledgeAlert, Acknowledgement
from pitterm.domain.custody import (
    CustodySignature,
    CustodyVoid,
    DropCount,
    DropCountEntry,
    DropEvent,
    EnterDropCount,
    InventorySnapshot,
    LogCount,
    LogDrop,
    ReleaseDropCount,
    SignRecord,
    VoidCount,
    VoidDrop,
)
from pitterm.domain.metrics import (
    Checkpoint,
    FinalizeRundown,
    MarkCheckpoint,
    Rundown,
    SignOff,
    SignOffShift,
    SignOn,
    SignOnShift,
)
from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
    TableSession,
)
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    EnterPaperSlip,
    IssueSlip,
    RequestSlip,
    Slip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.telemetry import BuyIn, LogBuyIn, LogRatedBuyIn, ReverseBuyIn
from pitterm.repository.alerts import acknowledge_alert
from pitterm.repository.custody import (
    enter_drop_count,
    log_count,
    log_drop,
    release_drop_count,
    sign_record,
    void_count,
    void_drop,
)
from pitterm.repository.desk import Desk
from pitterm.repository.metrics import (
    finalize_rundown,
    mark_checkpoint,
    sign_off_shift,
    sign_on_shift,
)
from pitterm.repository.outcomes import OnUnknown
from pitterm.repository.sessions import (
    activate_session,
    cancel_session,
    close_session,
    open_table_session,
    resume_session,
    start_rundown,
)
from pitterm.repository.slips import enter_paper_slip, move_slip, request_slip
from pitterm.repository.telemetry import log_buyin, log_rated_buyin, reverse_buyin

Request = (
    OpenTable
    | ActivateSession
    | StartRundown
    | ResumeSession
    | CancelSession
    | CloseSession
    | LogCount
    | LogDrop
    | VoidCount
    | VoidDrop
    | SignRecord
    | EnterDropCount
    | ReleaseDropCount
    | RequestSlip
    | WithdrawSlip
    | IssueSlip
    | CarrySlip
    | VerifySlip
    | DepositSlip
    | VoidSlip
    | EnterPaperSlip
    | LogBuyIn
    | LogRatedBuyIn
    | ReverseBuyIn
    | FinalizeRundown
    | MarkCheckpoint
    | SignOffShift
    | SignOnShift
    | AcknowledgeAlert
)
Committed = (
    TableSession
    | InventorySnapshot
    | DropEvent
    | CustodyVoid
    | CustodySignature
    | DropCountEntry
    | DropCount
    | Slip
    | BuyIn
    | Rundown
    | Checkpoint
    | SignOff
    | SignOn
    | Acknowledgement
)

_DOORS: dict[type[Any], Callable[[Desk, Any, OnUnknown], Awaitable[Committed]]] = {
    OpenTable: open_table_session,
    ActivateSession: activate_session,
    StartRundown: start_rundown,
    ResumeSession: resume_session,
    CancelSession: cancel_session,
    CloseSession: close_session,
    LogCount: log_count,
    LogDrop: log_drop,
    VoidCount: void_count,
    VoidDrop: void_drop,
    SignRecord: sign_record,
    EnterDropCount: enter_drop_count,
    ReleaseDropCount: release_drop_count,
    RequestSlip: request_slip,
    WithdrawSlip: move_slip,
    IssueSlip: move_slip,
    CarrySlip: move_slip,
    VerifySlip: move_slip,
    DepositSlip: move_slip,
    VoidSlip: move_slip,
    EnterPaperSlip: enter_paper_slip,
    LogBuyIn: log_buyin,
    LogRatedBuyIn: log_rated_buyin,
    ReverseBuyIn: reverse_buyin,
    FinalizeRundown: finalize_rundown,
    MarkCheckpoint: mark_checkpoint,
    SignOffShift: sign_off_shift,
    SignOnShift: sign_on_shift,
    AcknowledgeAlert: acknowledge_alert,
}


async def perform(desk: Desk, request: Request, on_unknown: OnUnknown = None) -> Committed:
    """Carry out a request; it returns only what is committed.

    Raises Refused, Busy, Unreachable, Unexpected, NotApplied or OutcomeLost. `on_unknown` is called
    once when the reply was lost, before it keeps asking what became of the request.
    """
    return await _DOORS[type(request)](desk, request, on_unknown)
