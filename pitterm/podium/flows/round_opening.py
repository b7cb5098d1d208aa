"""One table of an opening round: `=` says that the tray agrees, `y` that it opens with it."""

from functools import partial

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, InventorySnapshot, LogCount, RecordKind
from pitterm.domain.sessions import ActivateSession, OpenTable, SessionStatus, TableSession
from pitterm.podium.dialogs.choice import Way
from pitterm.podium.dialogs.confirm import QUIET_AFTER_YES_SECONDS, QUIET_SECONDS, Confirm
from pitterm.podium.dialogs.round_page import RoundPage
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.flows.counting import take_count
from pitterm.podium.flows.round_steps import Companionship, Done, Outcome, Skipped, Stopped
from pitterm.podium.flows.signing import ToSign
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.widgets.cells import limits
from pitterm.podium.wording import harmless, show_time, zone

AGREES = "as-expected"
"""The command whose key says so."""
_A_LINE = 3


async def open_one(
    sitting: Sitting, table: TableView, companionship: Companionship, place: str
) -> Outcome:
    """Open one table with its opening count; No goes back to its page."""
    unused = await sitting.unused_opening_count(table.id)
    expected = await sitting.expected_opener(table.id)
    if table.owes_count and not (unused and unused.note):
        return Skipped("it closed by a drop alone and owes a count; open it by itself")
    while True:
        page = _page(sitting, table, expected, unused, place)
        chosen = await sitting.app.push_screen_wait(page)
        if chosen is None:
            return Stopped()
        if chosen == "k":
            return Skipped("skipped, stays marked")
        outcome = await _Opening(sitting, table, companionship).go(chosen, expected, unused)
        if outcome is not None:
            return outcome


class _Opening:
    """What was chosen on a page, asked once more and carried out."""

    def __init__(self, sitting: Sitting, table: TableView, companionship: Companionship) -> None:
        self._sitting = sitting
        self._table = table
        self._companionship = companionship

    async def go(
        self, chosen: str, expected: InventorySnapshot | None, unused: InventorySnapshot | None
    ) -> Outcome | None:
        """Done or refused; None when the answer was No."""
        if chosen == "n":
            counted = await self._counted()
            return None if counted is None else await self._with(counted, is_asked=False)
        agrees = self._sitting.app.commands.key(AGREES)
        if chosen == agrees and expected is not None:
            return await self._as_expected(expected)
        if unused is not None:
            return await self._with(unused, is_asked=False, was_taken_before=True)
        words = "Play begins at once; without an opening count no win is known at first."
        if not await self._says_yes(words, [], QUIET_SECONDS):
            return None
        return await self._begin(None, ())

    async def _as_expected(self, expected: InventorySnapshot) -> Outcome | None:
        second, chipset = self._companionship.second, expected.chipset
        figures = [
            ("opening count", money.show(expected.total_cents)),
            ("off by", "nothing"),
            ("counted with", second.name),
        ]
        if not await self._says_yes("The tray was counted and agrees.", figures, QUIET_SECONDS):
            return None
        intent = Intent(self._sitting.app)
        request = LogCount(
            gaming_table_id=self._table.id,
            snapshot_type=CountType.OPEN,
            chipset=dict(chipset),
            counted_with=second.id,
            key=intent.key,
        )
        said = f"Counted {harmless(self._table.label)}"
        counted = await intent.send(request, InventorySnapshot, lambda _: said)
        if counted is None:
            return Skipped(intent.complaint)
        return await self._with(counted, is_asked=True)

    async def _counted(self) -> InventorySnapshot | None:
        typed = {"counted-with": self._companionship.typed}
        return await take_count(self._sitting, self._table, CountType.OPEN, typed=typed)

    async def _with(
        self, counted: InventorySnapshot, *, is_asked: bool, was_taken_before: bool = False
    ) -> Outcome | None:
        words = f"the opening count of {harmless(self._table.label)}"
        record = ToSign(RecordKind.COUNT, counted.id, words)
        is_named = counted.counted_with_staff_id == self._companionship.second.id
        waits = self._sitting.house.count_signature
        records = (record,) if is_named and (waits or not was_taken_before) else ()
        if not is_asked:
            figures = [("opening count", money.show(counted.total_cents))]
            if not await self._says_yes("", figures, QUIET_AFTER_YES_SECONDS):
                return Skipped("counted, not opened; stays marked", records)
        if waits and records:
            return Done(records, partial(self._begin, counted, ()))
        return await self._begin(counted, records)

    async def _says_yes(self, sentence: str, figures: Figures, quiet_seconds: float) -> bool:
        title = f"Open {harmless(self._table.label)}?"
        question = Confirm(title, sentence, figures, quiet_seconds=quiet_seconds)
        return await self._sitting.app.push_screen_wait(question) is True

    async def _begin(
        self, counted: InventorySnapshot | None, records: tuple[ToSign, ...]
    ) -> Outcome:
        intent, now = Intent(self._sitting.app), self._sitting.latest(self._table)
        label = harmless(now.label)
        request: OpenTable | ActivateSession = OpenTable(gaming_table_id=now.id, key=intent.key)
        if now.session_id is not None and counted is not None:
            request = ActivateSession(
                table_session_id=now.session_id,
                opening_inventory_snapshot_id=counted.id,
                key=intent.key,
                expected_version=now.session_version,
            )
        opened = await intent.send(request, TableSession, lambda _: f"{label} is open")
        return Skipped(intent.complaint, records) if opened is None else Done(records)


def _page(
    sitting: Sitting,
    table: TableView,
    expected: InventorySnapshot | None,
    unused: InventorySnapshot | None,
    place: str,
) -> RoundPage:
    figures = [("game", harmless(table.game)), ("limits", limits(table))]
    ways: list[Way] = []
    is_waiting = table.session_status is SessionStatus.OPEN
    if unused is not None:
        figures.append(("opening count", _counted(sitting, unused)))
        ways.append(("o", "open with that count", "it was taken before the round"))
    else:
        figures.append(("previous closer", _counted(sitting, expected)))
        if expected is not None:
            figures += _pieces(expected)
            agrees = sitting.app.commands.key(AGREES)
            ways.append((agrees, "the tray agrees", "counted just now, chip by chip as above"))
        ways.append(("n", "count it", "by denomination, with a note where it is off"))
        if not sitting.house.opening_count_required and not is_waiting:
            ways.append(("o", "open without a count", "no win is known at first"))
    ways += [("k", "skip", "it stays marked"), ("esc", "stop", "what is not done stays marked")]
    title = f"{harmless(table.label)} · {place}"
    return RoundPage(title, "", figures, ways)


def _counted(sitting: Sitting, count: InventorySnapshot | None) -> str:
    if count is None:
        return money.NO_FIGURE
    at = show_time(count.counted_at, zone(sitting.house.time_zone))
    return f"{money.show(count.total_cents)} · {at}"


def _pieces(count: InventorySnapshot) -> list[tuple[str, str]]:
    """The tray by denomination, a few to a line."""
    chips = sorted(count.chipset.items(), reverse=True)
    words = [f"{pieces:,} of {money.show(cents)}" for cents, pieces in chips if pieces]
    lines = ["   ".join(words[at : at + _A_LINE]) for at in range(0, len(words), _A_LINE)]
    return [("" if at else "in the tray", line) for at, line in enumerate(lines)]
