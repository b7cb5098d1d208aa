"""Closing a table: rundown, count, drop box and signature, in one conversation."""

from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.actions import Action
from pitterm.domain.board import TableView
from pitterm.domain.custody import Artifacts, CountType
from pitterm.domain.errors import PitError
from pitterm.domain.sessions import CloseReason, CloseSession, SessionStatus, TableSession
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.close import CloseDialog, CloseStep
from pitterm.podium.flows.counting import take_count
from pitterm.podium.flows.drops import record_drop
from pitterm.podium.flows.rundowns import cancel, run_down
from pitterm.podium.flows.settling import settle_slips
from pitterm.podium.flows.signing import sign_count, sign_drop
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed

_CLOSE_OR_CANCEL = (
    ("1", "close it", "with a closing count or a drop box"),
    ("2", "cancel the session", "with a reason, as if the table had not opened"),
)
_RUNDOWN_FIRST = (
    ("r", "run it down first", "closing procedures are recorded as a step of their own"),
    ("k", "skip the rundown", "it closes from ACTIVE, and the books say so"),
)


async def close_table(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Close the table; one in which nothing happened may be cancelled instead."""
    sitting, label = Sitting(app, late), harmless(table.label)
    if table.session_id is None:
        return
    if table.session_status is SessionStatus.OPEN:
        await _leave_open(sitting, table, table.session_id)
        return
    if table.session_status is SessionStatus.ACTIVE and table.session_is_empty:
        sentence = "Nothing but an opening count was recorded in this session."
        chosen = await sitting.ask(Choice(f"Close {label}", sentence, _CLOSE_OR_CANCEL))
        if chosen == "2":
            await cancel(sitting, table, table.session_id)
        if chosen != "1":
            return
    settled = await _settle_rundown(sitting, table, table.session_id)
    if settled is not None and await settle_slips(sitting, settled):
        await _Closing(sitting, settled, table.session_id).run()


async def _leave_open(sitting: Sitting, table: TableView, session_id: UUID) -> None:
    if table.session_is_empty:
        await cancel(sitting, table, session_id)
        return
    key = sitting.app.commands.key(Action.RUNDOWN)
    way = f"run it down with {key} to close."
    sentence = f"{harmless(table.label)} waits for its opening count; {way}"
    sitting.app.flash(sentence, severity="refused")


async def _settle_rundown(sitting: Sitting, table: TableView, session_id: UUID) -> TableView | None:
    """The table as it is about to be closed; None when the person leaves."""
    if table.session_status is not SessionStatus.ACTIVE:
        return table
    label = harmless(table.label)
    sentence = f"{label} is ACTIVE; no rundown has been recorded."
    chosen = await sitting.ask(Choice(f"Close {label}", sentence, _RUNDOWN_FIRST))
    if chosen != "r":
        return table if chosen == "k" else None
    step = await sitting.step(f"Rundown · {label}")
    session = await run_down(step, table, session_id) if step else None
    if session is None:
        return None
    moved = {
        "session_status": session.status,
        "session_version": session.version,
        "rundown_started_at": session.rundown_started_at,
    }
    return table.model_copy(update=moved)


class _Closing:
    """The dialog of one close, shown again with everything typed until it is done or left."""

    def __init__(self, sitting: Sitting, table: TableView, session_id: UUID) -> None:
        self._sitting = sitting
        self._table = table
        self._session_id = session_id
        self._intent = sitting.intent()
        self._typed: dict[str, str] = {}
        self._artifacts = Artifacts(counts=(), drops=())

    async def run(self) -> None:
        """Go on until the table is closed or the person leaves."""
        await self._read()
        while True:
            dialog = CloseDialog(
                self._current(),
                self._artifacts,
                self._sitting.house,
                self._typed,
                key=self._intent.key,
                complaint=self._intent.complaint,
            )
            outcome = await self._sitting.ask(dialog)
            self._typed = dict(dialog.typed)
            if outcome is None or await self._is_done(outcome):
                return

    def _current(self) -> TableView:
        """The table as last painted, unless this conversation knows better already."""
        painted = self._sitting.latest(self._table)
        is_ours = painted.session_id == self._session_id
        if is_ours and (painted.session_version or 0) >= (self._table.session_version or 0):
            self._table = painted
        return self._table

    async def _is_done(self, outcome: CloseSession | CloseStep) -> bool:
        if isinstance(outcome, CloseSession):
            closed = await self._intent.send(outcome, TableSession, self._said)
            if closed is not None:
                return True
            if self._intent.is_stale:
                await self._sitting.catch_up(self._table)
            if self._intent.code == "missing_closing_artifact":
                await self._sign(outcome.closing_inventory_snapshot_id)
        else:
            self._intent.complaint = ""
            await self._record(outcome)
        try:
            await self._read()
        except PitError as error:
            self._intent.complaint = str(error)
        return False

    async def _record(self, step: CloseStep) -> None:
        is_count, label = step is CloseStep.COUNT, harmless(self._table.label)
        title = f"{'Closing count' if is_count else 'Drop box'} · {label}"
        sitting = await self._sitting.step(title)
        if sitting is None:
            return
        if is_count:
            counted = await take_count(sitting, self._table, CountType.CLOSE)
            if counted is not None:
                self._typed["count"] = str(counted.id)
                await sign_count(sitting, self._table, counted)
            return
        drop = await record_drop(sitting, self._table)
        if drop is not None:
            self._typed["drop"] = str(drop.id)
            await sign_drop(sitting, self._table, drop)

    async def _sign(self, count_id: UUID | None) -> None:
        """Have the chosen count signed, where this house closes with a signed one only."""
        chosen = next((each for each in self._artifacts.counts if each.id == count_id), None)
        if chosen is None or not self._sitting.house.count_signature:
            return
        if await sign_count(self._sitting, self._table, chosen):
            self._intent.complaint = ""

    async def _read(self) -> None:
        wiring, desk = self._sitting.app.wiring, self._sitting.desk
        self._artifacts = await wiring.read_artifacts(desk, self._session_id)

    def _said(self, row: "Committed") -> str:
        label = harmless(self._table.label)
        if isinstance(row, TableSession) and row.close_reason is CloseReason.DROP_ONLY:
            return f"{label} is CLOSED by a drop alone; it owes a count"
        return f"{label} is CLOSED"
