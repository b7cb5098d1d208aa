"""Catching up from paper: the same keys, each with its own time, and never by mistake."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.actions import Action
from pitterm.domain.custody import LogCount, LogDrop
from pitterm.domain.errors import Refused, Unreachable
from pitterm.domain.paper import OnPaper
from pitterm.domain.sessions import OpenTable, SessionStatus, StartRundown
from pitterm.domain.slips import EnterPaperSlip, SlipKind
from pitterm.domain.telemetry import LogBuyIn
from pitterm.podium.app import Podium
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.paper_slip import PaperSlip
from pitterm.podium.dialogs.paper_time import PaperStart, PaperTime
from pitterm.podium.keymap import Keymap
from pitterm.podium.paper.catch_up import Catching
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import LockScreen
from pitterm.repository.feed import Lost
from tests.podium.recorded import (
    PASSWORD,
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
)
from tests.podium.slip_values import make_slip
from tests.podium.values import (
    BOSS,
    CASHIER,
    DEALER,
    FLOOR,
    NOW,
    SECURITY,
    STAFF,
    make_house,
    make_snapshot,
    make_table,
)

SIZE = (80, 24)
SIGN = "▤ FROM PAPER"
REASON = "server away 21:10 to 22:00"


def at(hour: int, minute: int) -> datetime:
    """This time of the evening of 15 January in Los Angeles."""
    return datetime(2026, 1, 15, hour, minute, tzinfo=UTC) + timedelta(hours=8)


START = at(21, 25)


def paper_of(request: object, kind: type[Any]) -> OnPaper:
    """What this kind of request says of its form."""
    assert isinstance(request, kind)
    paper: OnPaper | None = request.paper
    assert paper is not None
    return paper


async def fills(pilot: Pilot[None], **values: str) -> None:
    """Put values into the dialog's fields and press Enter in the last one."""
    for field, value in values.items():
        pilot.app.screen.query_one(f"#{field.replace('_', '-')}", Input).value = value
    pilot.app.screen.query(Input).last().focus()
    await pilot.press("enter")
    await settled(pilot)


async def types(pilot: Pilot[None], *values: str) -> None:
    """Fill the dialog's fields from the one with the focus on, Enter after each.

    A key costs the tests a tenth of a second; a whole value is put where it would be typed.
    """
    for value in values:
        field = cast(Input, pilot.app.focused)
        if value:
            field.value = value
        await pilot.press("enter")
        await settled(pilot)


async def begins(pilot: Pilot[None], next_at: datetime = START) -> None:
    """Sign in as the pit boss and be in the mode."""
    await sign_in(pilot)
    cast(Podium, pilot.app).catch_up.go_on(Catching(reason=REASON, next_at=next_at))
    await settled(pilot)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app.screen, Confirm)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


async def test_the_mode_is_begun_once_and_seen_on_every_screen(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("P")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PaperStart)
        await types(pilot, "", "")
        assert "A reason is needed; it stands beside every entry." in prose(pilot)
        await types(pilot, REASON, "21:25")
        assert screen_text(pilot).count(SIGN) == 2
        assert f"{SIGN} · {REASON} · next 21:25 · P ends" in prose(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert SIGN in screen_text(pilot)
        await pilot.press("escape", "P")
        await settled(pilot)
        assert SIGN not in screen_text(pilot)
        assert said(pilot).startswith("Live again")


async def test_a_buy_in_takes_two_keys_more_and_the_next_begins_where_it_was(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert "Log $25 on BJ-01 · from paper" in prose(pilot)
        assert "Thu 15 Jan, 49 min ago" in prose(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        (entry,) = pit.sent
        paper = paper_of(entry, LogBuyIn)
        assert (paper.occurred_at, paper.reason) == (at(21, 25), REASON)
        assert paper.paper_number is None
        assert said(pilot) == "Logged $25 on BJ-01 · ▲ late entry 21:25"

        await pilot.press("b", "4")
        await settled(pilot)
        await pilot.press(*"2131", "enter", *"4471", "enter")
        await settled(pilot)
        entry = pit.sent[-1]
        paper = paper_of(entry, LogBuyIn)
        assert (paper.occurred_at, paper.paper_number) == (at(21, 31), "4471")
        assert "next 21:31" in prose(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        number = pilot.app.screen.query_one("#number", Input)
        assert number.value == "4471", "the lines of a sheet share its number"
        await pilot.press("escape", "d")
        await settled(pilot)
        assert pilot.app.screen.query_one("#number", Input).value == ""


async def test_esc_at_the_time_logs_nothing_and_esc_on_the_board_is_live_again(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("b", "1", "escape")
        await settled(pilot)
        assert pit.sent == []
        assert said(pilot) == "Nothing was logged."
        await pilot.press("escape")
        await settled(pilot)
        assert SIGN not in screen_text(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        (entry,) = pit.sent
        assert isinstance(entry, LogBuyIn)
        assert entry.paper is None


async def test_a_table_is_opened_and_run_down_at_the_times_of_its_forms(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("4", "o")
        await settled(pilot)
        await types(pilot, "", "4471")
        assert "Open BJ-04?" in prose(pilot)
        assert "▲ late entry 21:25 · form 4471" in prose(pilot)
        await says_yes(pit, pilot)
        opened = pit.sent[-1]
        paper = paper_of(opened, OpenTable)
        assert (paper.occurred_at, paper.paper_number) == (at(21, 25), "4471")

        await pilot.press("1", "r")
        await settled(pilot)
        await types(pilot, "21:40", "")
        await pilot.press("ctrl+t")
        await settled(pilot)
        await types(pilot, "21:41", "4472")
        assert isinstance(pilot.app.screen, Confirm)
        assert "▲ late entry 21:41 · form 4472" in prose(pilot)
        await says_yes(pit, pilot)
        moved = pit.sent[-1]
        paper = paper_of(moved, StartRundown)
        assert (paper.occurred_at, paper.paper_number) == (at(21, 41), "4472")


async def test_a_refused_count_keeps_its_chips_while_its_time_is_read_again(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("n")
        await settled(pilot)
        await types(pilot, "", "", "2")
        pilot.app.screen.query_one("#note").focus()
        await pilot.press("enter")
        await settled(pilot)
        pit.refuses_with = Refused("invalid_argument", "It is before the table's last event.")
        await says_yes(pit, pilot)
        assert "before the table's last event" in prose(pilot)
        assert pilot.app.screen.query_one("#chip-500000", Input).value == "2"
        await pilot.press("ctrl+t")
        await settled(pilot)
        await types(pilot, "21:50", "")
        pit.refuses_with = None
        pilot.app.screen.query_one("#note").focus()
        await pilot.press("enter")
        await settled(pilot)
        await says_yes(pit, pilot)
        count = pit.sent[-1]
        paper = paper_of(count, LogCount)
        assert isinstance(count, LogCount)
        assert paper.occurred_at == at(21, 50)
        assert count.chipset[500_000] == 2
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_a_box_left_at_the_time_on_its_form(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("d")
        await settled(pilot)
        await types(pilot, "21:30", "D-12", "B-17", "S-4471", "", "Sam Security · security", "")
        assert "It left the table at 21:30." in prose(pilot)
        await says_yes(pit, pilot)
        (drop,) = pit.sent
        paper = paper_of(drop, LogDrop)
        assert isinstance(drop, LogDrop)
        assert (paper.occurred_at, paper.paper_number) == (at(21, 30), "D-12")
        assert drop.witnessed_by == SECURITY.id
        assert isinstance(pilot.app.screen, BoardScreen), "a witness on paper is named only"


SLIP = {
    "number": "4471",
    "chip_10000": "50",
    "requested_at": "21:30",
    "requested_by": "Flo Floor · floor supervisor",
    "issued_at": "21:33",
    "issued_by": "Kim Cage · cashier",
    "carried_by": "Sam Security · security",
    "verified_at": "21:38",
    "verified_by": "Dan Dealer · dealer",
    "deposited_at": "21:41",
    "deposited_by": "Mira Boss · pit boss",
}


async def test_a_whole_slip_is_one_form_that_outlives_a_cut_line(pit: RecordedPit) -> None:
    pit.house = make_house(staff=(*STAFF, CASHIER))
    pit.reads["read_box_in_place"] = "B-17"
    pit.answers[EnterPaperSlip] = make_slip(SlipKind.FILL)
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PaperSlip)
        await fills(pilot, **SLIP)
        assert "Record the fill of $5,000 for BJ-01?" in prose(pilot)
        assert "▲ late entry 21:41 · form 4471" in prose(pilot)
        pit.refuses_with = Unreachable()
        await says_yes(pit, pilot)
        assert isinstance(pilot.app.screen, PaperSlip)
        assert pilot.app.screen.query_one("#verified-by", Input).value == "Dan Dealer · dealer"
        pit.refuses_with = None
        await fills(pilot)
        await says_yes(pit, pilot)
        first, again = (each for each in pit.sent if isinstance(each, EnterPaperSlip))
        assert first == again, "under the same key, because nobody knows"
        assert (again.paper_number, again.chipset) == ("4471", {10_000: 50})
        people = again.requested_by, again.issued_by, again.carried_by, again.verified_by
        assert people == (FLOOR.id, CASHIER.id, SECURITY.id, DEALER.id)
        assert (again.deposited_by, again.drop_box_id) == (BOSS.id, "B-17")
        assert (again.requested_at, again.deposited_at) == (at(21, 30), at(21, 41))
        assert "next 21:41" in prose(pilot)


async def test_people_and_times_of_a_slip_are_held_against_each_other(pit: RecordedPit) -> None:
    pit.house = make_house(staff=(*STAFF, CASHIER))
    pit.reads["read_box_in_place"] = None
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("t")
        await settled(pilot)
        await fills(pilot, **SLIP | {"issued_by": "Flo"})
        assert "No colleague who may do that has this in the name." in prose(pilot)
        await fills(pilot, issued_by=SLIP["issued_by"], verified_by=SLIP["requested_by"])
        assert "Flo Floor has requested it; somebody else verified it." in prose(pilot)
        await fills(pilot, verified_by=SLIP["verified_by"])
        assert "The number of the drop box is missing." in prose(pilot)
        await fills(pilot, verified_at="21:20", box="B-17")
        assert "It cannot have been verified before 21:33, when it was issued." in prose(pilot)
        assert pit.sent == []


async def test_a_time_that_came_twice_is_asked_and_one_that_never_came_is_refused() -> None:
    table = make_table(status=SessionStatus.ACTIVE)
    autumn = datetime(2026, 11, 1, 12, 10, tzinfo=UTC)
    pit = RecordedPit(make_snapshot(table, as_of=autumn))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot, autumn - timedelta(hours=5))
        await pilot.press("b", "1")
        await settled(pilot)
        await types(pilot, "01:25", "4471")
        assert isinstance(pilot.app.screen, Choice)
        for words in ("the first 01:25", "PDT, UTC−07:00, 3:45 h ago"):
            assert words in screen_text(pilot)
        for words in ("the second 01:25", "PST, UTC−08:00, 2:45 h ago"):
            assert words in screen_text(pilot)
        await pilot.press("2")
        await settled(pilot)
        (entry,) = pit.sent
        paper = paper_of(entry, LogBuyIn)
        assert paper.occurred_at == datetime(2026, 11, 1, 9, 25, tzinfo=UTC)
        assert said(pilot).endswith("▲ late entry 01:25 PST · form 4471")
        assert "next 01:25 PST" in prose(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        await types(pilot, "2026-03-08 02:30", "")
        assert "The clock skipped 02:30 on Sun 8 Mar." in prose(pilot)
        assert len(pit.sent) == 1


async def test_the_mode_does_not_outlive_the_lock_or_its_person(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("b", "x")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)
        await types(pilot, PASSWORD)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert SIGN not in screen_text(pilot)
        assert said(pilot).startswith("The lock ended the entries from paper: keys are live.")
        await pilot.press("1")
        await settled(pilot)
        assert pit.sent == [], "a bar that was opened for paper logs nothing live"
        await pilot.press("P")
        await settled(pilot)
        assert pilot.app.screen.query_one("#reason", Input).value == REASON
        await types(pilot, "", "")
        assert f"{REASON} · next 21:25" in prose(pilot)

        await pilot.press("x")
        await settled(pilot)
        pilot.app.screen.query_one("#login", Input).value = "floor"
        await types(pilot, PASSWORD)
        assert cast(Podium, pilot.app).catching_up is None
        await pilot.press("P")
        await settled(pilot)
        assert pilot.app.screen.query_one("#reason", Input).value == ""


async def test_what_was_half_typed_behind_the_lock_is_still_a_late_entry(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("4", "o")
        await settled(pilot)
        await types(pilot, "", "4471")
        await pilot.press("ctrl+l")
        await settled(pilot)
        await types(pilot, PASSWORD)
        assert "▲ late entry 21:25 · form 4471" in prose(pilot)
        await says_yes(pit, pilot)
        (opened,) = pit.sent
        assert paper_of(opened, OpenTable).paper_number == "4471"


async def test_nothing_from_paper_is_queued_and_the_server_is_needed(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        pit.refuses_with = Unreachable()
        await types(pilot, "21:31", "4471")
        assert isinstance(pilot.app.screen, PaperTime)
        assert pilot.app.screen.query_one("#time", Input).value == "21:31"
        assert pilot.app.screen.query_one("#number", Input).value == "4471"
        assert cast(Podium, pilot.app).waiting.entries == ()
        await pilot.press("escape")
        await settled(pilot)
        pit.send(Lost(reason="The database does not answer.", is_refused=False))
        await settled(pilot)
        await pilot.press("b")
        assert "what is on paper is entered when it does" in prose(pilot)
        await pilot.press("escape", "P")
        await settled(pilot)
        assert SIGN not in screen_text(pilot), "leaving needs no server"


async def test_what_has_one_moment_only_is_not_done_among_entries_from_paper(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await begins(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert "Leave paper with P on the board first." in said(pilot)
        await pilot.press("space", "n")
        await settled(pilot)
        assert said(pilot).startswith("A round has one moment for all its tables")
        assert pit.sent == []


async def test_every_sentence_about_paper_names_the_key_that_holds(pit: RecordedPit) -> None:
    keymap = Keymap({Action.PAPER: ("f7",)})
    async with pit.podium(keymap=keymap).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("f7")
        await settled(pilot)
        assert "leave with f7 or esc" in prose(pilot)
        await pilot.press(*"fire", "enter", *"2125", "enter")
        await settled(pilot)
        assert "f7 ends" in screen_text(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert "Leave paper with f7 on the board first." in said(pilot)


async def test_whoever_records_nothing_enters_nothing_from_paper(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot, "dealer")
        await pilot.press("P")
        await settled(pilot)
        assert said(pilot) == "A dealer does not enter what is on paper."
        assert at(21, 25) < NOW
