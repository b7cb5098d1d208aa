"""Corrections: what was recorded stays, and what is right is recorded beside it."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import CustodyVoid, RecordKind
from pitterm.domain.detail import SessionRecord, TimelineKind, TimelineRow
from pitterm.domain.metrics import FinalizeRundown, Rundown
from pitterm.domain.telemetry import BuyIn, ReverseBuyIn
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.void_count import VoidCountForm
from pitterm.podium.dialogs.void_drop import VoidDropForm
from pitterm.podium.flows.signing import ToSign, offer_signature
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.widgets import record_text, session_text
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


async def void_record(app: "Podium", table: TableView, row: TimelineRow) -> None:
    """Void a count or drop record with a witness, who may sign at once."""
    sitting, intent = Sitting(app), Intent(app)
    kind = VoidCountForm if row.kind is TimelineKind.COUNT else VoidDropForm
    words = f"the {record_text.words(row)} of {harmless(table.label)}"
    typed: Typed = {}
    while True:
        dialog = kind(
            sitting.latest(table),
            row,
            sitting.house,
            oneself=sitting.signed_in.staff_id,
            key=intent.key,
            typed=typed,
            complaint=intent.complaint,
        )
        request = await app.push_screen_wait(dialog)
        if request is None:
            return
        void = await intent.send(request, CustodyVoid, lambda _: f"Voided {words}")
        if void is not None:
            break
        typed = dialog.typed
    record = ToSign(RecordKind.VOID, void.id, f"the void of {words}")
    figures = [("void of", words), ("reason", void.reason)]
    await offer_signature(sitting, void.witnessed_by_staff_id, [record], figures)


async def reverse_entry(app: "Podium", table: TableView, row: TimelineRow) -> None:
    """Reverse an entry of the timeline, with the reason."""
    sitting, intent = Sitting(app), Intent(app)
    reader = record_text.Reader.of(sitting.house, app.picture.now())
    what = f"{money.show(row.amount_cents)} on {harmless(table.label)}"
    sentence = (
        f"{record_text.words(row)} of {reader.time(row.at)}, {reader.name(row.actor_id)}."
        " The reversal counts at the entry's own time."
    )
    typed: Typed = {}
    while True:
        dialog = Reason(
            f"Reverse {what}?",
            sentence[:1].upper() + sentence[1:],
            question=f"Reverse {what}?",
            typed=typed,
            complaint=intent.complaint,
        )
        reason: str | None = await app.push_screen_wait(dialog)
        if reason is None:
            return
        request = ReverseBuyIn(telemetry_id=row.id, reason=reason, key=intent.key)
        if await intent.send(request, BuyIn, lambda _: f"Reversed {what}"):
            return
        typed = dialog.typed


async def finalize(app: "Podium", table: TableView, record: SessionRecord) -> None:
    """Make a closed session's figures final, after a yes."""
    sitting, intent = Sitting(app), Intent(app)
    reader = record_text.Reader.of(sitting.house, app.picture.now())
    figures = [("session", session_text.period(record.session, reader))]
    rundown = record.rundown
    if rundown is not None:
        figures += [
            ("est. win/loss", money.show_change(rundown.win_loss_estimated_cents)),
            ("counted win", money.show_change(rundown.counted_win_cents)),
            ("discrepancy", money.show_change(rundown.discrepancy_cents)),
            ("late events", f"{rundown.late_events}"),
        ]
    label = harmless(table.label)
    question = Confirm(
        f"Make the figures of {label} final?",
        "Nothing in the session is corrected or reversed afterwards.",
        figures,
    )
    if not await app.push_screen_wait(question):
        return
    request = FinalizeRundown(table_session_id=record.session.id, key=intent.key)
    await intent.send(request, Rundown, lambda _: f"The figures of {label} are FINAL")
