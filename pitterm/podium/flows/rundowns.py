"""Running a table down, and back into play."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.board import TableView
from pitterm.domain.sessions import (
    CancelSession,
    CloseReason,
    ResumeSession,
    SessionStatus,
    StartRundown,
    TableSession,
)
from pitterm.podium.dialogs import questions
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed


async def rundown(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Run the table down; one that is run down goes back into play, with the reason."""
    sitting = Sitting(app, late)
    if table.session_id is None:
        return
    if table.session_status is SessionStatus.RUNDOWN:
        await _resume(sitting, table, table.session_id)
    else:
        await run_down(sitting, table, table.session_id)


async def run_down(sitting: Sitting, table: TableView, session_id: UUID) -> TableSession | None:
    """Ask whether closing procedures begin, and record it as a step of its own."""
    intent = sitting.intent()
    while True:
        asked_about = sitting.latest(table)
        if not await sitting.ask(questions.rundown(asked_about, sitting.house)):
            return None
        request = StartRundown(
            table_session_id=session_id,
            key=intent.key,
            expected_version=asked_about.session_version,
        )
        session = await intent.send(request, TableSession, lambda row: _said(table, row))
        if session or not await sitting.reads_again(intent.complaint):
            return session


async def _resume(sitting: Sitting, table: TableView, session_id: UUID) -> None:
    await _with_reason(
        sitting,
        table,
        f"Take the rundown of {harmless(table.label)} back?",
        "Play goes on; the reason stands in the books beside the rundown.",
        lambda reason, key, version: ResumeSession(
            table_session_id=session_id, reason=reason, key=key, expected_version=version
        ),
    )


async def cancel(sitting: Sitting, table: TableView, session_id: UUID) -> None:
    """End a session in which nothing was recorded, with the reason."""
    await _with_reason(
        sitting,
        table,
        f"Cancel the session of {harmless(table.label)}?",
        "Only an opening count may stand in it; it ends without a closing count.",
        lambda reason, key, version: CancelSession(
            table_session_id=session_id, reason=reason, key=key, expected_version=version
        ),
    )


async def _with_reason(
    sitting: Sitting,
    table: TableView,
    question: str,
    sentence: str,
    request_for: Callable[[str, str, int | None], ResumeSession | CancelSession],
) -> None:
    intent = sitting.intent()
    typed: Typed = {}
    while True:
        asked_about = sitting.latest(table)
        dialog = Reason(
            question, sentence, question=question, typed=typed, complaint=intent.complaint
        )
        reason: str | None = await sitting.ask(dialog)
        if reason is None:
            return
        request = request_for(reason, intent.key, asked_about.session_version)
        if await intent.send(request, TableSession, lambda row: _said(table, row)):
            return
        if intent.is_stale:
            await sitting.catch_up(asked_about)
        typed = dialog.typed


def _said(table: TableView, row: "Committed") -> str:
    label = harmless(table.label)
    if not isinstance(row, TableSession):
        return f"Recorded on {label}"
    if row.close_reason is CloseReason.CANCELLED:
        return f"The session of {label} is cancelled"
    return f"{label} is {row.status}"
