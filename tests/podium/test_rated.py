"""Logging a rated buy-in by hand, on one of the table's open rating slips."""

from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.telemetry import LogRatedBuyIn, Tender
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.rated_buy_in import RatedBuyIn
from pitterm.podium.screens.board import BoardScreen
from tests.podium.recorded import RecordedPit, prose, said, settled, sign_in
from tests.podium.slip_values import make_rating_slip
from tests.podium.values import make_buy_in

SIZE = (80, 24)
SEAT_3, SEAT_5 = make_rating_slip(), make_rating_slip(5, None)


async def presses_b(pit: RecordedPit, pilot: Pilot[None], *slips: object) -> None:
    pit.reads["read_open_rating_slips"] = list(slips)
    pit.answers[LogRatedBuyIn] = make_buy_in(20_000)
    await sign_in(pilot)
    await pilot.press("B")
    await settled(pilot)


async def test_a_table_without_an_open_slip_says_so(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await presses_b(pit, pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert said(pilot) == "BJ-01 has no open rating slip; log it unrated with b."


async def test_the_player_is_chosen_by_seat_and_reference(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await presses_b(pit, pilot, SEAT_3, SEAT_5)
        assert isinstance(pilot.app.screen, Choice)
        assert "seat 3 · P-10442" in prose(pilot)
        assert "since 21:44" in prose(pilot)
        assert "seat 5 · no reference" in prose(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RatedBuyIn)
        assert "seat 5" in prose(pilot)


async def test_a_letter_an_enter_and_a_deliberate_yes_log_it(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await presses_b(pit, pilot, SEAT_3)
        await pilot.press("e", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        assert "Log $200 rated on BJ-01?" in prose(pilot)
        pit.clock.seconds += 1.1
        await pilot.press("y")
        await settled(pilot)
        (request,) = pit.sent
        assert isinstance(request, LogRatedBuyIn)
        assert (request.rating_slip_id, request.visit_id) == (SEAT_3.id, SEAT_3.visit_id)
        assert (request.amount_cents, request.tender_type) == (20_000, Tender.CASH)
        assert said(pilot).startswith("Logged $200 on BJ-01")


async def test_an_amount_is_typed_and_the_tender_chosen_with_the_arrows(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await presses_b(pit, pilot, SEAT_3)
        await pilot.press(*"12500", "down", "right", "up", "enter")
        await settled(pilot)
        assert "Log $12,500 rated on BJ-01?" in prose(pilot)
        assert "That is more than the usual $10,000." in prose(pilot)
        assert "marker" in prose(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#amount", Input).value == "12500"


async def test_nothing_is_logged_without_an_amount(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await presses_b(pit, pilot, SEAT_3)
        await pilot.press("enter")
        await settled(pilot)
        assert "Type an amount" in prose(pilot)
        assert pit.sent == []
