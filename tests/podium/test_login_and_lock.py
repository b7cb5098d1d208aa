"""Who is let in, and what the lock shows of the pit: nothing."""

import re

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from pitterm.domain.errors import Unreachable
from pitterm.domain.staff import Role
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.door import FORGET_AFTER_SECONDS, MAX_PAUSE_SECONDS, pause_after
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import LockScreen, LoginScreen
from tests.podium.recorded import (
    PASSWORD,
    PEOPLE,
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
)
from tests.podium.values import BOSS, make_snapshot

SIZE = (120, 36)


def is_locked(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, LockScreen)


async def test_the_login_field_has_the_focus_and_tab_leads_to_the_password(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "login"
        await pilot.press("tab")
        assert pilot.app.focused.id == "password"


async def test_demo_logins_stand_on_the_login(pit: RecordedPit) -> None:
    podium = pit.podium(demo_logins=(("boss", "pit boss"),), demo_password=PASSWORD)
    async with podium.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        assert "boss  pit boss" in text
        assert PASSWORD in text


async def test_a_wrong_password_is_a_sentence_and_empties_the_field(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await pilot.press(*"boss", "tab", *"wrong", "enter")
        await settled(pilot)
        assert "The login or password is not right." in prose(pilot)
        assert pilot.app.screen.query_one("#password", Input).value == ""
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_a_display_is_sent_to_the_wall(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PEOPLE, "wall", BOSS.model_copy(update={"role": Role.DISPLAY}))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot, "wall")
        assert "A display does not work at the podium. Show it with pitterm wall." in prose(pilot)
        assert pit.desks[0].is_closed


async def test_a_silent_server_is_said_and_tried_again_until_somebody_types(
    pit: RecordedPit,
) -> None:
    pit.refuses_with = Unreachable()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        assert re.search(r"Trying again every few seconds, \d+ so far…", prose(pilot))
        await pilot.press("escape")
        await settled(pilot)
        assert "Trying again" not in screen_text(pilot)
        pit.refuses_with = None
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


def test_a_night_without_a_server_is_still_tried_again() -> None:
    assert pause_after(0) == 0.5
    assert pause_after(5_000) == MAX_PAUSE_SECONDS


async def test_settings_that_name_a_person_sign_in_by_themselves(pit: RecordedPit) -> None:
    async with pit.podium(sign_in_as=("floor", PASSWORD)).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await settled(pilot)
        assert "Flo Floor · floor supervisor" in screen_text(pilot)


@pytest.mark.parametrize("key", ["x", "ctrl+l"])
async def test_the_lock_shows_nothing_of_the_pit_in_its_first_frame(
    pit: RecordedPit, key: str
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        frames: list[str] = []
        pilot.app.screen_change_signal.subscribe(
            pilot.app, lambda _screen: frames.append(screen_text(pilot))
        )
        await pilot.press(key)
        await settled(pilot)
        frames.append(screen_text(pilot))
        assert isinstance(pilot.app.screen, LockScreen)
        for frame in frames:
            assert "BJ-0" not in frame
            assert "$" not in frame
        assert "Mira Boss · pit boss is signed in." in frames[-1]


async def test_no_frame_of_a_locked_podium_shows_the_pit_whatever_is_pressed(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    podium = pit.podium()
    frames: list[str] = []
    paint = podium._display

    def note(screen: Screen[object], renderable: object) -> None:
        strips = screen._compositor.render_strips()
        frames.append("\n".join("".join(part.text for part in strip) for strip in strips))
        paint(screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(podium, "_display", note)
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        assert any("BJ-0" in frame for frame in frames)
        podium.door.lock()
        frames.clear()
        await settled(pilot)
        pit.send(make_snapshot())
        for key in ("b", "1", "o", "y", "f2", "ctrl+p", "question_mark", "tab", "escape", "q", "y"):
            await pilot.press(key)
        podium.flash("Logged $25 on BJ-01")
        await settled(pilot)
        assert is_locked(pilot)
        assert frames
        assert not [frame for frame in frames if "BJ-0" in frame or "$" in frame]
    assert pit.sent == []


async def test_unlocking_takes_the_own_password_only(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("x")
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        assert is_locked(pilot)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert not is_locked(pilot)
        assert "BJ-01" in screen_text(pilot)
        assert len(pit.desks) == 1


async def test_a_half_typed_bar_waits_behind_the_lock_for_its_author(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "5", *"12", "ctrl+l")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        await pilot.press("5", "enter")
        await settled(pilot)
        [request] = pit.sent
        assert getattr(request, "amount_cents", None) == 12_500


async def test_another_persons_sign_in_closes_everything(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("4", "b", "1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("ctrl+l")
        await pilot.press("shift+tab", "home", "ctrl+k", *"floor", "tab", *PASSWORD, "enter")
        await settled(pilot)
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "Flo Floor · floor supervisor" in screen_text(pilot)
        assert [desk.is_closed for desk in pit.desks] == [True, False]
        assert pit.sent == []


async def test_an_untouched_podium_locks_itself(pit: RecordedPit) -> None:
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.clock.seconds += pit.house.idle_lock_seconds
        podium.lock_if_untouched()
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)


async def test_fifteen_minutes_locked_forget_the_person(pit: RecordedPit) -> None:
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("x")
        pit.clock.seconds += FORGET_AFTER_SECONDS
        podium.lock_if_untouched()
        await settled(pilot)
        assert isinstance(pilot.app.screen, LoginScreen)
        assert "Locked for 15 minutes" in screen_text(pilot)
        assert pit.desks[0].is_closed
        assert podium.door.login is None
        assert podium.snapshot is None


async def test_nothing_of_the_pit_opens_above_the_lock(pit: RecordedPit) -> None:
    pit.may_answer.clear()
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)

        async def asks_late() -> None:
            await podium.push_screen_wait(Confirm("Close BJ-01?", "$1,000"))

        await pilot.press("x")
        podium.run_flow(asks_late())
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        assert said(pilot) == ""
        pit.may_answer.set()


async def test_a_question_asked_with_the_lock_in_one_breath_waits_behind_it(
    pit: RecordedPit,
) -> None:
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("d")
        await settled(pilot)
        await pilot.press(*"B-17", "enter", *"S-4471", "enter", "enter", *"flo", "enter")
        await settled(pilot)
        podium.post_message(Key("enter", "\r"))
        podium.post_message(Key("ctrl+l", "\x0c"))
        await settled(pilot)
        await settled(pilot)
        assert is_locked(pilot)
        assert "B-17" not in screen_text(pilot)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        assert "B-17" in screen_text(pilot)


async def test_the_password_is_in_no_representation(pit: RecordedPit) -> None:
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        assert PASSWORD not in repr(vars(podium.door))
