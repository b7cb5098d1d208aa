"""A round: one deed at every marked table, one table a page, each its own call.

A table that is skipped or refused stops nothing and stays marked.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from pitterm.domain.actions import Action
from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, DropEvent, InventorySnapshot, RecordKind
from pitterm.domain.errors import PitError
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.staff import StaffMember, second_people
from pitterm.podium.dialogs.choice import Choice, Way
from pitterm.podium.dialogs.colleague import names_of
from pitterm.podium.dialogs.round_page import Companion, RoundReport
from pitterm.podium.flows.counting import shift_change, take_count
from pitterm.podium.flows.drops import record_drop
from pitterm.podium.flows.round_opening import open_one
from pitterm.podium.flows.round_steps import Companionship, Done, Outcome, Skipped, Stopped
from pitterm.podium.flows.signing import ToSign, offer_signature
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.rounds import walk
from pitterm.podium.wording import harmless, show_time, zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

Later = Callable[[], Awaitable[Outcome]]
Step = Callable[[Sitting, TableView, Companionship, str], Awaitable[Outcome]]


class _Deed(NamedTuple):
    title: str
    done: str
    step: Step


async def walk_round(app: "Podium", action: Action) -> None:
    """Walk the marked tables with one deed; what is not done stays marked."""
    sitting, deed = Sitting(app), _DEEDS[action]
    snapshot = app.snapshot
    if snapshot is None:
        return
    staff_id = sitting.signed_in.staff_id
    tables = walk(snapshot, app.rounds.marked(staff_id))
    companionship = await _companionship(sitting, deed, action, len(tables))
    if companionship is None:
        return
    told: list[tuple[str, str]] = []
    records: list[ToSign] = []
    later: list[tuple[TableView, Later]] = []
    done = 0
    for number, table in enumerate(tables, 1):
        label = harmless(table.label)
        reason = app.why_not(action, sitting.latest(table))
        if reason is not None:
            told.append((label, reason))
            continue
        place = f"{deed.title} {number} of {len(tables)}"
        outcome = await _step(deed, sitting, table, companionship, place)
        records += outcome.records
        if isinstance(outcome, Stopped):
            rest = len(tables) - number + 1
            told.append((label, f"stopped here; {rest} {_tables(rest)} not done stay marked"))
            break
        if isinstance(outcome, Skipped):
            told.append((label, outcome.reason))
        elif outcome.later is not None:
            later.append((table, outcome.later))
        else:
            done += 1
            app.rounds.drop(staff_id, table.id)
    told += await _signatures(sitting, companionship.second, records)
    for table, finish in later:
        outcome = await finish()
        if isinstance(outcome, Skipped):
            told.append((harmless(table.label), outcome.reason))
        else:
            done += 1
            app.rounds.drop(staff_id, table.id)
    await _report(app, f"{done} {_tables(done)} {deed.done}", told)


async def _step(
    deed: _Deed, sitting: Sitting, table: TableView, companionship: Companionship, place: str
) -> Outcome:
    """One table; what cannot even be looked up stops no round either."""
    try:
        return await deed.step(sitting, sitting.latest(table), companionship, place)
    except PitError as error:
        return Skipped(str(error))


async def _companionship(
    sitting: Sitting, deed: _Deed, action: Action, tables: int
) -> Companionship | None:
    change = shift_change(sitting) if action is Action.COUNT else None
    words = ""
    if change is not None:
        words = f"{change.name} {show_time(change.at, zone(sitting.house.time_zone))}"
    colleagues = second_people(sitting.house.staff, sitting.signed_in.staff_id)
    dialog = Companion(
        f"Round · {deed.title}", f"{tables} marked {_tables(tables)}", colleagues, words
    )
    named: tuple[StaffMember, bool] | None = await sitting.app.push_screen_wait(dialog)
    if named is None:
        return None
    second, is_change = named
    typed = next(name for name, each in names_of(colleagues).items() if each.id == second.id)
    return Companionship(second, typed, change if is_change else None)


async def _signatures(
    sitting: Sitting, second: StaffMember, records: list[ToSign]
) -> list[tuple[str, str]]:
    """One password for all records of the round; what was refused is told."""
    if not records:
        return []
    figures = [("records", f"{len(records)} of this round"), ("first", records[0].words)]
    if len(records) > 1:
        figures.append(("last", records[-1].words))
    refused = await offer_signature(sitting, second.id, records, figures)
    return [("not signed", reason) for reason in refused or ()]


async def _report(app: "Podium", summary: str, told: list[tuple[str, str]]) -> None:
    if told:
        await app.push_screen_wait(RoundReport(f"Round ended · {summary}", told))
    app.flash(f"Round ended: {summary}", severity="done" if not told else "notice")


async def _count_one(
    sitting: Sitting, table: TableView, companionship: Companionship, place: str
) -> Outcome:
    count_type = _count_type(table)
    typed = {"counted-with": companionship.typed}
    if companionship.shift_change is not None and count_type is CountType.RUNDOWN:
        typed["shift-change"] = "yes"
    counted = await take_count(sitting, table, count_type, typed=typed, place=place)
    if not isinstance(counted, InventorySnapshot):
        return await _left(sitting, table)
    words = f"the count of {harmless(table.label)}"
    return Done(records=(ToSign(RecordKind.COUNT, counted.id, words),))


def _count_type(table: TableView) -> CountType:
    """A round counts what the state asks for first; other counts are taken table by table."""
    if table.opening_count_due:
        return CountType.OPEN
    match table.session_status:
        case None:
            return CountType.CLOSE if table.owes_count else CountType.OPEN
        case SessionStatus.RUNDOWN:
            return CountType.CLOSE
        case _:
            return CountType.RUNDOWN


async def _drop_one(
    sitting: Sitting, table: TableView, companionship: Companionship, place: str
) -> Outcome:
    typed = {"witness": companionship.typed}
    drop = await record_drop(sitting, table, typed=typed, place=place)
    if not isinstance(drop, DropEvent):
        return await _left(sitting, table)
    words = f"the drop box of {harmless(table.label)}"
    return Done(records=(ToSign(RecordKind.DROP, drop.id, words),))


_ON_LEAVING: tuple[Way, ...] = (
    ("k", "skip this table", "it stays marked; the round goes on"),
    ("s", "stop the round", "tables not done stay marked for later"),
)


async def _left(sitting: Sitting, table: TableView) -> Outcome:
    title = f"{harmless(table.label)} is not done"
    chosen = await sitting.app.push_screen_wait(Choice(title, "", _ON_LEAVING))
    return Skipped("skipped, stays marked") if chosen == "k" else Stopped()


def _tables(number: int) -> str:
    return "table" if number == 1 else "tables"


_DEEDS = {
    Action.OPEN: _Deed("open", "opened", open_one),
    Action.COUNT: _Deed("count", "counted", _count_one),
    Action.DROP: _Deed("drop box", "recorded", _drop_one),
}
