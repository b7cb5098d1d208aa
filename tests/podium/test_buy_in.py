"""Two keys from a selected table log a buy-in, and nothing else does."""

import asyncio
from datetime import timedelta

import pytest

from pitterm.domain.errors import Busy
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.telemetry import LogBuyIn
from pitterm.podium import answering
from pitterm.podium.dialogs.confirm import Confirm
from tests.podium.recorded import (
    RecordedPit,
    prose,
    said,
    screen_text,
    selected_label,
    settled,
    sign_in,
    until,
)
from tests.podium.values import (
    BOSS,
    FLOOR,
    NOW,
    make_entry,
    make_figures,
    make_id,
    make_snapshot,
    make_table,
)

SIZE = (120, 36)


def amounts(pit: RecordedPit) -> list[int]:
    return [each.amount_cents for each in pit.sent if isinstance(each, LogBuyIn)]


async def test_two_keys_log_a_buy_in(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]
        assert said(pilot) == "Logged $25 on BJ-01"


async def test_four_keys_from_anywhere(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("0", "5", "b", "9")
        await settled(pilot)
        [request] = pit.sent
        assert isinstance(request, LogBuyIn)
        assert request.gaming_table_id == make_id("table BJ-05")
        assert request.amount_cents == 100_000


async def test_nothing_is_logged_on_a_table_the_terminal_is_too_small_to_show(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        await pilot.press("b", "1", "u", "4", "o", "y")
        await settled(pilot)
        assert pit.sent == []
        await pilot.resize_terminal(*SIZE)
        await settled(pilot)
        assert selected_label(pilot) == "BJ-01"
        await pilot.press("b", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]


async def test_nothing_is_shown_as_logged_before_it_is_committed(pit: RecordedPit) -> None:
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert said(pilot) == "Sending $25 on BJ-01…"
        pit.may_answer.set()
        await settled(pilot)
        assert said(pilot) == "Logged $25 on BJ-01"


async def test_the_confirming_line_gains_the_days_total_from_the_picture(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        entry = make_entry(number=1001, created_at=NOW)
        table = make_table(
            "BJ-01",
            1,
            SessionStatus.ACTIVE,
            recent_entries=(entry,),
            day=make_figures(est_drop_cents=15_000),
        )
        pit.send(make_snapshot(table, change_number=2))
        await settled(pilot)
        assert said(pilot) == "Logged $25 on BJ-01 · day est. drop $150"


async def test_the_same_amount_by_another_person_is_logged_and_said(pit: RecordedPit) -> None:
    twin = make_entry(
        number=7,
        actor_id=FLOOR.id,
        actor_name=FLOOR.name,
        created_at=NOW - timedelta(seconds=20),
    )
    pit.snapshot = make_snapshot(
        make_table("BJ-01", 1, SessionStatus.ACTIVE, recent_entries=(twin,))
    )
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]
        assert "same as Flo Floor's 20 s ago · u undoes" in said(pilot)


async def test_a_held_b_and_a_held_digit_log_one_entry(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "b", "b", "b", "1", "1", "1", "1", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]


async def test_keys_that_arrive_in_one_burst_are_taken_in_order(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        for key in ("b", "2", "5", "b", "4"):
            pilot.app.simulate_key(key)
        await settled(pilot)
        await settled(pilot)
        sent = [(each.gaming_table_id, each.amount_cents) for each in pit.sent]  # type: ignore[union-attr]
        assert sent == [
            (make_id("table BJ-01"), 5_000),
            (make_id("table BJ-05"), 10_000),
        ]


async def test_each_entry_needs_its_own_b_and_has_its_own_key(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1", "b", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500, 2_500]
        assert len({each.key for each in pit.sent}) == 2


async def test_five_asks_for_an_amount_and_enter_logs_it(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "5", *"1,25", "enter")
        assert "type an amount such as" in screen_text(pilot)
        await pilot.press("0", "enter")
        await settled(pilot)
        assert amounts(pit) == [125_000]


async def test_escape_leaves_the_bar_with_nothing_done(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "escape", "2")
        await settled(pilot)
        assert pit.sent == []
        assert selected_label(pilot) == "BJ-02"


async def test_a_refused_b_shows_its_bar_grey_and_swallows_the_digit(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("2", "b")
        text = screen_text(pilot)
        assert "Log unrated buy-in on BJ-02" in text
        assert "waits for its opening count" in text
        await pilot.press("3")
        await settled(pilot)
        assert pit.sent == []
        assert selected_label(pilot) == "BJ-02"
        await pilot.press("3")
        assert selected_label(pilot) == "BJ-03"


async def test_an_unusual_amount_asks_first(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "5", *"10001", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        assert pit.sent == []
        await pilot.press("enter")
        await settled(pilot)
        assert pit.sent == []
        assert said(pilot) == "Nothing was logged."


async def test_without_a_session_it_asks_and_then_says_outside(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("4", "b", "1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        pilot.app.screen.dismiss(True)
        await settled(pilot)
        [request] = pit.sent
        assert isinstance(request, LogBuyIn)
        assert request.outside_session


async def test_a_refusal_is_a_sentence_that_names_the_entry(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.refuses_with = Busy()
        await pilot.press("b", "1")
        await settled(pilot)
        assert said(pilot).startswith("$25 on BJ-01: The table is busy, nothing was recorded.")


async def test_an_unknown_outcome_stays_marked_until_it_is_known(pit: RecordedPit) -> None:
    pit.in_doubt = True
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert said(pilot).startswith("Not known yet: $25 on BJ-01.")
        pit.clock.seconds += 2
        await until(pilot, lambda: "2 s · it is asked for, whatever is pressed" in said(pilot))
        assert "▲ 1 not known yet" in screen_text(pilot)
        pit.may_answer.set()
        await settled(pilot)
        assert "not known yet" not in screen_text(pilot)
        assert said(pilot) == "Logged $25 on BJ-01"


async def test_a_role_that_may_not_log_is_told_so(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot, "auditor")
        await pilot.press("b")
        assert "An auditor does not log buy-ins." in prose(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert pit.sent == []


async def test_the_first_feedback_comes_without_the_server(pit: RecordedPit) -> None:
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b")
        began = asyncio.get_running_loop().time()
        await pilot.press("1")
        assert said(pilot).startswith("Sending")
        assert asyncio.get_running_loop().time() - began < 1.0
        assert BOSS.name in screen_text(pilot)
        pit.may_answer.set()


async def test_an_amount_tapped_twice_moves_to_no_other_table(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("5", "b", "1")
        await settled(pilot)
        pit.clock.seconds += 0.15
        await pilot.press("1", "b", "1")
        await settled(pilot)
        assert selected_label(pilot) == "BJ-05"
        assert len(pit.sent) == 1
        assert said(pilot).startswith("Nothing was logged. The second 1 moved nothing.")


async def test_an_entry_that_was_not_sent_is_not_wiped_away_by_one_that_was(
    pit: RecordedPit,
) -> None:
    podium = pit.podium()
    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        podium.flash("$50 on BJ-01: not sent", severity="refused", stays=True)
        podium.flash("Logged $25 on BJ-01")
        assert said(pilot) == "$50 on BJ-01: not sent · ✓ Logged $25 on BJ-01"
        await pilot.press("down")
        podium.flash("Logged $75 on BJ-01")
        assert said(pilot) == "Logged $75 on BJ-01"


async def test_what_stays_until_somebody_is_there_fades_after_their_key(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "FLASH_SECONDS", 0.01)
    podium = pit.podium()
    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        podium.flash("$50 on BJ-01: not sent", severity="refused", stays=True)
        await asyncio.sleep(0.05)
        assert said(pilot) == "$50 on BJ-01: not sent"
        before = podium.flashed
        await pilot.press("down")
        await until(pilot, lambda: said(pilot) == "")
        podium.flash("Logged $75 on BJ-01")
        assert before
        assert podium.flashed
        assert podium.flashed.number > before.number, "the fading of the first is not its own"


async def test_spots_are_not_jumped_to_while_all_pits_are_shown(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        before = selected_label(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert selected_label(pilot) == before
        assert "choose a pit" in said(pilot)
