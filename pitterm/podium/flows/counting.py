"""Counting the tray, in whatever state the table is."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, InventorySnapshot
from pitterm.domain.house import ShiftChange
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.shifts import nearest_change
from pitterm.podium.dialogs.chip_count import TITLES, ChipCount
from pitterm.podium.dialogs.choice import Choice, Way
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.flows.activating import activate
from pitterm.podium.flows.signing import sign_count
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless, zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed

_OPENING: Way = ("o", "opening count", "what the session begins with")
_CLOSING: Way = ("c", "closing count", "what the session may be closed with")
_SPOT: Way = ("s", "spot check or shift change", "moves no state")
_OWED: Way = ("w", "the count the last session owes", "taken as its closer")
_TYPES = {"o": CountType.OPEN, "c": CountType.CLOSE, "s": CountType.RUNDOWN, "w": CountType.CLOSE}


async def count_chips(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Count: which counts there are follows from the state; with several it asks."""
    sitting = Sitting(app, late)
    ways = _ways(table)
    key = ways[0][0]
    if len(ways) > 1:
        title = f"Count {harmless(table.label)}"
        chosen: str | None = await sitting.ask(Choice(title, "Which count is it?", ways))
        if chosen is None:
            return
        key = chosen
    counted = await take_count(sitting, table, _TYPES[key])
    if counted is None:
        return
    is_signed = await sign_count(sitting, table, counted)
    is_waiting = sitting.latest(table).session_status is SessionStatus.OPEN
    if key == "o" and is_waiting and (is_signed or not sitting.house.count_signature):
        await activate(sitting, table, counted, follows_yes=True)


def _ways(table: TableView) -> list[Way]:
    match table.session_status:
        case None:
            return [_OWED, _OPENING] if table.owes_count else [_OPENING]
        case SessionStatus.OPEN:
            return [_OPENING]
        case SessionStatus.RUNDOWN:
            return [_CLOSING, _SPOT, *([_OPENING] if table.opening_count_due else [])]
        case _:
            return [_SPOT]


async def take_count(
    sitting: Sitting,
    table: TableView,
    count_type: CountType,
    *,
    typed: Typed | None = None,
    place: str = "",
) -> InventorySnapshot | None:
    """Gather a count and record it; what was typed comes back until it is recorded or dropped.

    In a round the form begins with what holds for all its tables, and says its place in it.
    """
    expected = None
    if count_type is CountType.OPEN:
        expected = await sitting.expected_opener(table.id)
    intent = sitting.intent()
    while True:
        dialog = ChipCount(
            sitting.latest(table),
            count_type,
            expected,
            sitting.house,
            oneself=sitting.signed_in.staff_id,
            key=intent.key,
            shift_change=shift_change(sitting),
            typed=typed,
            complaint=intent.complaint,
            place=place,
        )
        request = await sitting.ask(dialog)
        if request is None:
            return None
        counted = await intent.send(request, InventorySnapshot, lambda row: _said(table, row))
        if counted is not None:
            return counted
        typed = dialog.typed


def _said(table: TableView, row: "Committed") -> str:
    if not isinstance(row, InventorySnapshot):
        return f"Recorded on {harmless(table.label)}"
    kind, total = TITLES[row.snapshot_type].lower(), money.show(row.total_cents)
    return f"Recorded the {kind} of {harmless(table.label)}: {total}"


def shift_change(sitting: Sitting) -> ShiftChange | None:
    """The change a count may stand for at its moment."""
    pulse, now = sitting.app.picture.pulse, sitting.app.picture.now()
    if sitting.late is not None:
        now = sitting.late.paper.occurred_at
    if pulse is None or now is None:
        return None
    house = sitting.house
    return nearest_change(pulse, house.shifts, zone(house.time_zone), now, house.next_hours)
