"""`u`: the author's fresh entry at once, anything else by name."""

from datetime import timedelta

import pytest

from pitterm.domain.board import RecentEntry
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.telemetry import ReverseBuyIn
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.reason import Reason
from tests.podium.recorded import (
    PASSWORD,
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
)
from tests.podium.values import FLOOR, NOW, make_entry, make_id, make_snapshot, make_table

SIZE = (120, 36)


def with_entries(*entries: RecentEntry) -> RecordedPit:
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, recent_entries=entries)
    return RecordedPit(make_snapshot(table))


async def test_an_own_fresh_entry_is_undone_at_once() -> None:
    pit = with_entries(make_entry(number=1))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("u")
        await settled(pilot)
        [request] = pit.sent
        assert isinstance(request, ReverseBuyIn)
        assert request.telemetry_id == make_id("entry 1")
        assert request.reason is None
        assert said(pilot) == "Undid $25 on BJ-01"


async def test_a_second_u_within_a_second_is_ignored() -> None:
    pit = with_entries(make_entry(number=1), make_entry(number=2))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("u", "u")
        await settled(pilot)
        assert len(pit.sent) == 1
        pit.clock.seconds += 1.5
        await pilot.press("u")
        await settled(pilot)
        assert [getattr(each, "telemetry_id", None) for each in pit.sent] == [
            make_id("entry 1"),
            make_id("entry 2"),
        ]


async def test_a_held_u_undoes_one_entry() -> None:
    pit = with_entries(make_entry(number=1), make_entry(number=2), make_entry(number=3))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        for _ in range(90):
            pit.clock.seconds += 0.033
            await pilot.press("u")
        await settled(pilot)
        assert len(pit.sent) == 1


async def test_what_somebody_else_logged_here_before_is_not_ones_own() -> None:
    pit = with_entries()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        pit.send(
            make_snapshot(
                make_table("BJ-01", 1, SessionStatus.ACTIVE, recent_entries=(make_entry(number=1),))
            )
        )
        await pilot.press("x", "shift+tab", "home", "ctrl+k", *"floor", "tab", *PASSWORD, "enter")
        await settled(pilot)
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Reason)
        assert "Mira Boss's entry" in prose(pilot)


async def test_how_a_request_ended_is_not_told_to_whoever_came_after_its_author(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pitterm.podium.outgoing.SETTLE_SECONDS", 0.0)
    pit = with_entries()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.may_answer.clear()
        pit.in_doubt = True
        await pilot.press("b", "1")
        await settled(pilot)
        await pilot.press("x", "shift+tab", "home", "ctrl+k", *"floor", "tab", *PASSWORD, "enter")
        await settled(pilot)
        await settled(pilot)
        pit.may_answer.set()
        await settled(pilot)
        assert "Flo Floor" in screen_text(pilot)
        assert said(pilot) == ""


async def test_an_own_old_entry_is_named_and_asked_for() -> None:
    pit = with_entries(make_entry(number=1, created_at=NOW - timedelta(minutes=4)))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        text = screen_text(pilot)
        assert "Undo $25 on BJ-01?" in text
        assert "Your entry of 4 min ago." in text
        await pilot.press("enter")
        await settled(pilot)
        assert pit.sent == []


async def test_a_colleagues_entry_needs_a_reason() -> None:
    pit = with_entries(make_entry(number=1, actor_id=FLOOR.id, actor_name=FLOOR.name))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Reason)
        assert "Flo Floor's entry of 20 s ago" in screen_text(pilot)
        pilot.app.screen.dismiss("wrong table")
        await settled(pilot)
        [request] = pit.sent
        assert isinstance(request, ReverseBuyIn)
        assert request.reason == "wrong table"


async def test_u_means_the_entry_just_logged_although_the_picture_lags() -> None:
    pit = with_entries(make_entry(number=1))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "2")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pit.sent[1], ReverseBuyIn)
        assert pit.sent[1].telemetry_id == make_id("entry 1001")


async def test_what_the_person_before_logged_here_is_not_ones_own() -> None:
    pit = with_entries(make_entry(number=1))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "2")
        await settled(pilot)
        await pilot.press("x", "shift+tab", "home", "ctrl+k")
        await sign_in(pilot, "floor")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Reason)
        assert len(pit.sent) == 1


async def test_u_waits_for_an_entry_that_is_still_being_sent() -> None:
    pit = with_entries(make_entry(number=1))
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "2")
        await pilot.press("u")
        await settled(pilot)
        assert len(pit.sent) == 1
        assert "still being sent" in said(pilot)
        pit.may_answer.set()


async def test_u_without_an_entry_says_so(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("u")
        assert said(pilot) == "BJ-01 has no entry to undo."
