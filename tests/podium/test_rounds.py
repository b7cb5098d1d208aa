"""Rounds: marked tables are walked with one deed, and every table is its own call."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, LogCount, LogDrop, RecordKind, SignRecord
from pitterm.domain.errors import Refused
from pitterm.domain.house import House
from pitterm.domain.sessions import ActivateSession, OpenTable, SessionStatus
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.round_page import Companion, RoundPage, RoundReport
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.board import BoardScreen
from pitterm.repository.credentials import Credentials
from pitterm.repository.requests import Committed, Request
from tests.podium.recorded import (
    PASSWORD,
    RecordedPit,
    prose,
    said,
    screen_text,
    selected_label,
    settled,
    sign_in,
    the_board,
)
from tests.podium.values import (
    DEALER,
    TRAY,
    make_count,
    make_house,
    make_signature,
    make_snapshot,
    make_table,
)

SIZE = (80, 24)


class Hand:
    """Somebody at the keyboard, whose keys are counted."""

    def __init__(self, pit: RecordedPit, pilot: Pilot[None]) -> None:
        self.pit = pit
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.pilot.press(*keys)
        await settled(self.pilot)

    async def says_yes(self) -> None:
        """Answer the question with a quiet keyboard."""
        assert self.sees(Confirm), self.pilot.app.screen
        self.pit.clock.seconds += 1.1
        await self.press("y")

    def sees(self, kind: type) -> bool:
        return type(self.pilot.app.screen) is kind

    async def names_the_dealer(self) -> None:
        assert self.sees(Companion)
        await self.press(*"dan", "enter", "enter")


def closed_tables(number: int) -> tuple[TableView, ...]:
    return tuple(make_table(f"BJ-{spot:02d}", spot) for spot in range(1, number + 1))


def make_pit(*tables: TableView, house: House | None = None) -> RecordedPit:
    """These tables, each with a previous closer of $17,550."""
    pit = RecordedPit(make_snapshot(*tables), house)
    pit.openers = {table.id: make_count(CountType.CLOSE, TRAY, table.label) for table in tables}
    return pit


def opened(pit: RecordedPit) -> list[str]:
    labels = {table.id: table.label for table in pit.snapshot.tables}
    return [labels[each.gaming_table_id] for each in pit.sent if isinstance(each, OpenTable)]


async def test_space_marks_a_table_and_unmarks_it() -> None:
    pit = make_pit(*closed_tables(3))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("2", "space")
        await settled(pilot)
        assert "▪ 2 BJ-02" in screen_text(pilot)
        assert "▪ 1 marked: o n d" in screen_text(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "▪" not in screen_text(pilot)


async def test_p_marks_the_pit_and_escape_unmarks_it_after_the_filter() -> None:
    pit = RecordedPit()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert "12 marked" in screen_text(pilot)
        await pilot.press("slash", *"BJ-03", "enter", "escape")
        await settled(pilot)
        assert "12 marked" in screen_text(pilot)
        assert selected_label(pilot) == "BJ-03"
        await pilot.press("escape")
        await settled(pilot)
        assert "marked" not in screen_text(pilot)


async def test_marks_are_their_persons_own() -> None:
    pit = make_pit(*closed_tables(3))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("p", "x")
        await settled(pilot)
        await pilot.press("shift+tab", *(["backspace"] * 4), *"floor", "tab", *PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "marked" not in screen_text(pilot)


async def test_ten_tables_whose_trays_agree_open_with_about_thirty_keys() -> None:
    pit = make_pit(*closed_tables(10))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        for _ in range(10):
            assert hand.sees(RoundPage)
            await hand.press("=")
            await hand.says_yes()
        assert hand.sees(Signature)
        await hand.press("escape")
        assert hand.keys <= 32
        assert said(pilot) == "Round ended: 10 tables opened"
        assert opened(pit) == [f"BJ-{spot:02d}" for spot in range(1, 11)]
        counts = [each for each in pit.sent if isinstance(each, LogCount)]
        assert len(counts) == 10
        assert {count.counted_with for count in counts} == {DEALER.id}
        assert [count.chipset for count in counts] == [TRAY] * 10
        assert the_board(pilot).marking.ids == frozenset()


async def test_enter_opens_nothing_on_a_page_and_no_comes_back_to_it() -> None:
    pit = make_pit(*closed_tables(1))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("enter")
        assert hand.sees(RoundPage)
        await hand.press("=", "enter")
        assert hand.sees(RoundPage)
        assert pit.sent == []


async def test_a_key_that_is_held_down_opens_nothing() -> None:
    pit = make_pit(*closed_tables(2))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("=", "y", "y", "y")
        assert hand.sees(Confirm)
        assert "Let go of every key" in prose(pilot)
        assert pit.sent == []


async def test_one_password_signs_every_count_of_the_round() -> None:
    pit = make_pit(*closed_tables(2))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        for _ in range(2):
            await hand.press("=")
            await hand.says_yes()
        await hand.press(*"dealer", "enter", *"wrong", "enter")
        assert hand.sees(Signature)
        assert "The login or password is not right" in prose(pilot)
        assert pit.signed == []
        await hand.press(*PASSWORD, "enter")
        assert [login for login, _ in pit.signed] == ["dealer", "dealer"]
        requests = [request for _, request in pit.signed]
        assert all(isinstance(each, SignRecord) for each in requests)
        assert {each.record_kind for each in requests if isinstance(each, SignRecord)} == {
            RecordKind.COUNT
        }
        assert PASSWORD not in repr(pit.sent)


async def test_a_signature_of_a_round_whose_reply_is_late_is_said_to_be_in_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pit = make_pit(*closed_tables(1))
    in_doubt: list[int] = []

    async def answer_late(
        _credentials: Credentials, request: Request, on_unknown: Callable[[], None]
    ) -> Committed:
        on_unknown()
        in_doubt.append(podium.in_doubt)
        return make_signature(request)

    monkeypatch.setattr(pit, "_perform_as", answer_late)
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("=")
        await hand.says_yes()
        await hand.press(*"dealer", "enter", *PASSWORD, "enter")
        assert in_doubt == [1]
        assert podium.in_doubt == 0


async def test_a_house_of_signed_counts_opens_once_they_are_signed() -> None:
    pit = make_pit(*closed_tables(2), house=make_house(count_signature=True))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        for _ in range(2):
            await hand.press("=")
            await hand.says_yes()
        assert hand.sees(Signature)
        assert opened(pit) == []
        await hand.press(*"dealer", "enter", *PASSWORD, "enter")
        assert opened(pit) == ["BJ-01", "BJ-02"]


async def test_a_skipped_table_and_those_after_a_stop_stay_marked() -> None:
    pit = make_pit(*closed_tables(3))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("k")
        assert "BJ-02 · open 2 of 3" in prose(pilot)
        await hand.press("=")
        await hand.says_yes()
        await hand.press("escape", "escape")
        assert hand.sees(RoundReport)
        assert "BJ-01 skipped, stays marked" in prose(pilot)
        assert "BJ-03 stopped here; 1 table not done" in prose(pilot)
        await hand.press("enter")
        marked = {pit.snapshot.table(each) for each in the_board(pilot).marking.ids}
        assert {table.label for table in marked if table} == {"BJ-01", "BJ-03"}


async def test_a_refusal_on_one_table_stops_nothing_and_is_told_at_the_end() -> None:
    open_already = make_table("BJ-02", 2, SessionStatus.ACTIVE)
    pit = make_pit(make_table("BJ-01", 1), open_already, make_table("BJ-03", 3))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("=")
        pit.refuses_with = Refused("table_not_available")
        await hand.says_yes()
        pit.refuses_with = None
        assert "BJ-03 · open 3 of 3" in prose(pilot)
        await hand.press("=")
        await hand.says_yes()
        await hand.press("escape")
        assert hand.sees(RoundReport)
        assert "BJ-01 The table is not on the floor." in prose(pilot)
        assert "BJ-02 BJ-02 is already open (ACTIVE)." in prose(pilot)
        assert opened(pit) == ["BJ-03"]


async def test_a_table_that_waits_for_its_count_is_activated_with_it() -> None:
    pit = make_pit(make_table("BJ-01", 1, SessionStatus.OPEN))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "o")
        await hand.names_the_dealer()
        await hand.press("=")
        await hand.says_yes()
        assert [type(each) for each in pit.sent] == [LogCount, ActivateSession]


async def test_a_counting_round_takes_each_tables_count_with_the_same_person() -> None:
    tables = (make_table(f"BJ-0{spot}", spot, SessionStatus.ACTIVE) for spot in (1, 2))
    pit = make_pit(*tables)
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "n")
        await hand.names_the_dealer()
        assert hand.sees(ChipCount)
        assert "BJ-01 · count 1 of 2" in prose(pilot)
        await hand.press("1", *(["enter"] * 9))
        await hand.says_yes()
        assert "BJ-02 · count 2 of 2" in prose(pilot)
        await hand.press("escape")
        assert hand.sees(Choice)
        await hand.press("k", "escape", "enter")
        (count,) = pit.sent
        assert isinstance(count, LogCount)
        assert count.counted_with == DEALER.id
        assert said(pilot) == "Round ended: 1 table counted"


async def test_a_drop_round_asks_for_each_box_with_the_same_witness() -> None:
    pit = make_pit(*closed_tables(2))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        hand = Hand(pit, pilot)
        await hand.press("p", "d")
        await hand.names_the_dealer()
        for box in ("7", "8"):
            assert hand.sees(DropBox)
            await hand.press(box, "enter", box, "enter", "enter", "enter", "enter")
            await hand.says_yes()
        await hand.press("escape")
        drops = [each for each in pit.sent if isinstance(each, LogDrop)]
        assert [(each.drop_box_id, each.witnessed_by) for each in drops] == [
            ("7", DEALER.id),
            ("8", DEALER.id),
        ]


async def test_without_marks_the_keys_mean_the_selected_table() -> None:
    pit = make_pit(*closed_tables(2))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
