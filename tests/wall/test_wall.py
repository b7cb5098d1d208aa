"""The wall as people see it, played from a recorded feed."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
from textual.pilot import Pilot

from pitterm.domain.alerts import AlertKind
from pitterm.domain.board import Snapshot
from pitterm.domain.errors import Unexpected
from pitterm.domain.link import LinkState
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.commands import COMMANDS
from pitterm.repository.feed import Lost
from pitterm.wall import listening
from pitterm.wall.app import LOGIN_REFUSED, Wall, since_start
from pitterm.wall.widgets import StripLines
from tests.podium.recorded import until
from tests.podium.values import NOW, make_entry, make_pulse, make_table
from tests.wall.recorded import (
    COLLEAGUE,
    NOTE,
    RecordedFloor,
    acknowledged,
    make_alert,
    make_picture,
    text_of,
)

GONE = Lost(reason="The database does not answer.", is_refused=False)
REFUSED = Lost(reason="The login or password is not right.", is_refused=True)


async def _beat(pilot: Pilot[None]) -> str:
    """Let the feed arrive and one beat pass; what stands there then."""
    await pilot.pause(0.05)
    wall = pilot.app
    assert isinstance(wall, Wall)
    wall.beat()
    await pilot.pause()
    return text_of(wall)


async def test_clock_gaming_day_as_of_and_link_are_always_there() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        shown = await _beat(pilot)
        for words in ("22:14:05 PST", "gaming day Thu 15 Jan", "as of 22:14:05", "● LIVE"):
            assert words in shown
        floor.clock.seconds += 2
        assert "22:14:07 PST" in await _beat(pilot)


async def test_a_terminal_that_is_too_small_still_tells_the_time_and_the_link() -> None:
    async with RecordedFloor().wall().run_test(size=(46, 17)) as pilot:
        shown = await _beat(pilot)
        assert "The wall needs 80" in shown
        title = next(line for line in shown.splitlines() if "● LIVE" in line)
        assert title.startswith("Harbor")
        assert "22:14:05 PST" in title
        assert len(title) == 44


async def test_silence_turns_stale_without_the_database_and_live_again_alone() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        floor.clock.seconds += 15
        shown = await _beat(pilot)
        assert "▲ STALE 00:15 · as of 22:14:05" in shown
        assert pilot.app.screen.has_class("-stale")
        floor.send(make_pulse())
        shown = await _beat(pilot)
        assert "STALE" not in shown
        assert "● LIVE" in shown


async def test_ages_stand_still_with_an_old_picture_and_the_clock_runs_on() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        floor.clock.seconds += 600
        shown = await _beat(pilot)
        assert "22:24:05 PST" in shown
        assert "2:14 ▲ slip 18 min" in shown


async def test_an_outage_keeps_the_picture_and_only_a_whole_one_is_live_again() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        floor.send(GONE)
        shown = await _beat(pilot)
        assert "✕ OFFLINE" in shown
        assert "The database does not answer." in shown
        assert "BJ-01" in shown
        floor.send(make_pulse())
        assert "✕ OFFLINE" in await _beat(pilot)
        floor.send(make_picture())
        assert "● LIVE" in await _beat(pilot)


async def test_pages_turn_by_themselves_also_while_offline() -> None:
    floor = RecordedFloor()
    async with floor.wall(page_seconds=10).run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(5):
            shown = await _beat(pilot)
            seen.append(
                next(line for line in shown.splitlines() if " page " in line).split("  ")[:2]
            )
            floor.clock.seconds += 10
            floor.send(GONE)
        assert seen == [
            ["Main", "page 1 of 2"],
            ["Salon", "page 2 of 2"],
            ["Main", "page 1 of 2"],
            ["Salon", "page 2 of 2"],
            ["Main", "page 1 of 2"],
        ]


async def test_the_alerts_stand_on_every_page() -> None:
    floor = RecordedFloor()
    async with floor.wall(page_seconds=10).run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            assert f"▲ BJ-04  {AlertKind.SLIP_LATE.words}  18 min" in await _beat(pilot)
            floor.clock.seconds += 10
            floor.send(make_picture())


async def test_only_custody_that_nobody_acknowledged_blinks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pitterm.wall.app.BEAT_SECONDS", 3_600.0)
    floor = RecordedFloor()

    def styles(pilot: Pilot[None]) -> str:
        return str(pilot.app.screen.query_one(StripLines).visual)

    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        first = pilot.app.screen.query_one(StripLines).render_line(0)
        steady = pilot.app.screen.query_one(StripLines).render_line(1)
        await _beat(pilot)
        assert pilot.app.screen.query_one(StripLines).render_line(0) != first
        assert pilot.app.screen.query_one(StripLines).render_line(1) == steady
        seen = acknowledged(make_alert())
        floor.send(make_picture(make_table("BJ-04", 4, SessionStatus.ACTIVE, alerts=(seen,))))
        assert "no alerts" in await _beat(pilot)
        calm = styles(pilot)
        await _beat(pilot)
        assert styles(pilot) == calm


async def test_names_and_masked_money_are_nowhere_on_the_wall() -> None:
    alert = make_alert(AlertKind.OPENER_DIFFERS, amount_cents=77_700)
    rich = make_table(
        "BJ-01",
        1,
        SessionStatus.ACTIVE,
        alerts=(alert, acknowledged(make_alert())),
        recent_entries=(make_entry(),),
        last_count_at=NOW,
    )
    floor = RecordedFloor(make_picture(rich))
    async with floor.wall(mask_money=True).run_test(size=(200, 60)) as pilot:
        shown = await _beat(pilot)
        for secret in ("$", "777", "Mira", COLLEAGUE, NOTE, "est."):
            assert secret not in shown
        held = pilot.app.snapshot  # type: ignore[attr-defined]
        assert isinstance(held, Snapshot)
        assert "Mira" not in held.model_dump_json()


async def test_no_key_of_the_podium_does_anything_but_q() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        before = await _beat(pilot)
        keys = {key for command in COMMANDS for key in command.keys} - {"q"}
        await pilot.press(*sorted(keys), "ctrl+p", "ctrl+q", "tab", "enter", "escape", "1", "y")
        assert pilot.app.is_running
        assert len(pilot.app.screen_stack) == 1
        assert not pilot.app._notifications
        assert (await _beat(pilot)).splitlines()[:5] == before.splitlines()[:5]
        bound = pilot.app.screen.active_bindings
        assert set(bound) == {"q", "ctrl+c"}


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_q_and_ctrl_c_leave_without_asking(key: str) -> None:
    wall = RecordedFloor().wall()
    async with wall.run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        await pilot.press(key)
    assert wall.return_code == 0


async def test_a_login_that_was_never_let_in_ends_with_4() -> None:
    wall = RecordedFloor(REFUSED).wall()
    async with wall.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: wall.return_code is not None)
    assert wall.return_code == LOGIN_REFUSED


async def test_a_password_changed_meanwhile_is_said_and_tried_again_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening, "REFUSED_SECONDS", 2.0)
    monkeypatch.setattr(listening, "PAUSE_SECONDS", 0.0)
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(120, 36)) as pilot:
        await _beat(pilot)
        floor.send(REFUSED)
        floor.send(None)
        shown = await _beat(pilot)
        assert "The login or password is not right, tried each minute" in shown
        assert "✕ OFFLINE" in shown
        assert floor.asked == 1
        async with asyncio.timeout(10):
            while floor.asked < 2:
                await pilot.pause()
        assert "● LIVE" in await _beat(pilot)


async def test_a_feed_that_breaks_unforeseen_is_named_and_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening, "PAUSE_SECONDS", 2.0)
    floor = RecordedFloor()
    wall = floor.wall()
    whole = listening.Ear._is_refusal

    def fails_once(ear: listening.Ear, news: object) -> bool:
        monkeypatch.setattr(listening.Ear, "_is_refusal", whole)
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(listening.Ear, "_is_refusal", fails_once)
    async with wall.run_test(size=(120, 36)) as pilot:
        shown = await _beat(pilot)
        assert str(Unexpected("")).partition(" the reference")[0] in shown
        async with asyncio.timeout(10):
            while "● LIVE" not in await _beat(pilot):
                await pilot.pause()


async def test_the_gaming_day_changes_with_the_picture() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        floor.send(make_picture(gaming_day=NOW.date(), as_of=NOW + timedelta(hours=8)))
        assert "gaming day Fri 16 Jan" in await _beat(pilot)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (datetime(2026, 3, 8, 9, 59, 59, tzinfo=UTC), ("01:59:59 PST", "03:00:00 PDT")),
        (datetime(2026, 11, 1, 8, 59, 59, tzinfo=UTC), ("01:59:59 PDT", "01:00:00 PST")),
        (datetime(2026, 1, 16, 7, 59, 59, tzinfo=UTC), ("23:59:59 PST", "00:00:00 PST")),
    ],
    ids=["spring", "autumn", "midnight"],
)
async def test_the_clock_tells_the_hours_of_every_night(
    before: datetime, then: tuple[str, str]
) -> None:
    floor = RecordedFloor(make_picture(as_of=before))
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        assert then[0] in await _beat(pilot)
        floor.clock.seconds += 1
        assert then[1] in await _beat(pilot)


async def test_a_computer_that_slept_wakes_up_stale_and_is_live_with_the_next_picture() -> None:
    floor = RecordedFloor()
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        await _beat(pilot)
        floor.clock.seconds += 8 * 3_600
        shown = await _beat(pilot)
        assert "▲ STALE 8:00:00" in shown
        assert "06:14:05 PST" in shown
        floor.send(make_picture(as_of=NOW + timedelta(hours=8)))
        shown = await _beat(pilot)
        assert "● LIVE" in shown
        assert "as of 06:14:05" in shown


def test_the_time_a_computer_slept_counts_as_silence() -> None:
    awake_or_not = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    assert since_start() == pytest.approx(time.clock_gettime(awake_or_not), abs=1)


async def test_one_pit_alone_is_shown_and_an_unknown_one_is_named() -> None:
    async with RecordedFloor().wall(pit="salon").run_test(size=(80, 24)) as pilot:
        shown = await _beat(pilot)
        assert "BA-01" in shown
        assert "BJ-01" not in shown
        assert "this pit only" in shown
    async with RecordedFloor().wall(pit="Attic").run_test(size=(80, 24)) as pilot:
        assert "There is no pit Attic. There are: Main, Salon." in await _beat(pilot)


async def test_the_reading_distance_follows_the_panel() -> None:
    async with RecordedFloor().wall(height_cm=100).run_test(size=(80, 24)) as pilot:
        assert "reads to 5.4 m" in await _beat(pilot)


async def test_a_storm_of_sizes_ends_in_a_whole_picture() -> None:
    async with RecordedFloor().wall().run_test(size=(80, 24)) as pilot:
        for size in ((300, 80), (20, 5), (80, 24), (1, 1), (200, 60), (79, 24), (120, 36)) * 5:
            await pilot.resize_terminal(*size)
        shown = await _beat(pilot)
        assert "BJ-12" in shown
        assert pilot.app.screen.has_class("-small") is False


async def test_markup_in_a_label_is_data() -> None:
    odd = make_table("[b]\x1b[31m", 1, SessionStatus.ACTIVE, alerts=(make_alert(),))
    async with RecordedFloor(make_picture(odd)).wall().run_test(size=(80, 24)) as pilot:
        shown = await _beat(pilot)
        assert "[b]" in shown
        assert "\x1b" not in shown


async def test_the_link_is_connecting_until_the_first_news() -> None:
    floor = RecordedFloor(GONE)
    async with floor.wall().run_test(size=(80, 24)) as pilot:
        shown = await _beat(pilot)
        assert "OFFLINE" in shown
        assert "The database does not answer." in shown
        floor.send(make_picture())
        await _beat(pilot)
        assert pilot.app.link is LinkState.LIVE  # type: ignore[attr-defined]
