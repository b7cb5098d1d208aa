"""Undo: which entry `u` means, and what is asked before it is reversed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from pitterm.domain import money
from pitterm.domain.actions import is_undoable
from pitterm.domain.board import TableView
from pitterm.domain.telemetry import ReverseBuyIn
from pitterm.podium.wording import harmless, show_ago

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.own_entries import OwnEntries


class Meant(NamedTuple):
    """The entry an undo is about."""

    id: UUID
    amount_cents: int
    created_at: datetime
    actor_name: str
    is_own: bool


def meant(table: TableView, staff_id: UUID, own_entries: "OwnEntries") -> Meant | None:
    """The author's newest entry on the table that can be undone, else anybody's newest."""
    latest = own_entries.latest_on(table.id, staff_id)
    if latest is not None and all(entry.id != latest.id for entry in table.recent_entries):
        return Meant(latest.id, latest.amount_cents, latest.created_at, "", is_own=True)
    undoable = [
        entry
        for entry in table.recent_entries
        if is_undoable(entry.kind, is_reversed=entry.is_reversed)
        and not own_entries.is_reversed(entry.id)
    ]
    own = [entry for entry in undoable if entry.actor_id == staff_id and not entry.from_finance]
    for entry in own or undoable:
        return Meant(
            entry.id, entry.amount_cents, entry.created_at, entry.actor_name, is_own=bool(own)
        )
    return None


async def undo(app: "Podium", table: TableView) -> None:
    """Reverse an own fresh entry at once; name and ask about any other."""
    signed_in, house, now = app.signed_in, app.house, app.picture.now()
    if signed_in is None or house is None or now is None:
        return
    entry = meant(table, signed_in.staff_id, app.own_entries)
    if entry is None:
        app.flash(f"{harmless(table.label)} has no entry to undo.", severity="refused")
        return
    age = now - entry.created_at
    reason = None
    if not entry.is_own:
        reason = await _reason(app, table, entry, age)
    is_fresh = entry.is_own and age <= timedelta(seconds=house.undo_seconds)
    if reason is None and not is_fresh and not await _is_sure(app, table, entry, age):
        app.flash("Nothing was undone.", severity="notice")
        return
    from pitterm.repository.keys import new_key

    request = ReverseBuyIn(telemetry_id=entry.id, reason=reason, key=new_key())
    await app.write(request, app.own_entries.confirm)


async def _is_sure(app: "Podium", table: TableView, entry: Meant, age: timedelta) -> bool:
    if not entry.is_own:
        return False
    from pitterm.podium.dialogs.confirm import Confirm

    title = f"Undo {money.show(entry.amount_cents)} on {harmless(table.label)}?"
    answer = await app.push_screen_wait(Confirm(title, f"Your entry of {show_ago(age)} ago."))
    return answer is True


async def _reason(app: "Podium", table: TableView, entry: Meant, age: timedelta) -> str | None:
    from pitterm.podium.dialogs.reason import Reason

    title = f"Undo {money.show(entry.amount_cents)} on {harmless(table.label)}?"
    sentence = f"{harmless(entry.actor_name)}'s entry of {show_ago(age)} ago. Say why."
    answer: str | None = await app.push_screen_wait(
        Reason(title, sentence, question=f"Undo {harmless(entry.actor_name)}'s entry?")
    )
    return answer
