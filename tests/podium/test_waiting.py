"""While the database is away `b` keeps an entry: shown as waiting, sent by its author alone."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from pitterm.domain.errors import Busy, NotApplied, OutcomeUnknown, Refused, Unreachable
from pitterm.domain.link import LinkState
from pitterm.outbox.box import Outbox
from pitterm.outbox.clock import TerminalClock, wall_clock
from pitterm.outbox.entries import Kept
from pitterm.outbox.faults import NotKept
from pitterm.podium import buy_in, keeping
from pitterm.podium.app import Podium
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.waiting_list import WaitingList
from pitterm.podium.flows import waiting_entries
from pitterm.repository.feed import Lost
from pitterm.repository.keys import new_key
from tests.podium.recorded import (
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
    the_board,
    until,
)
from tests.podium.values import NOW, make_buy_in, make_snapshot

SIZE = (120, 36)
AWAY = Lost(reason="The database does not answer.", is_refused=False)


async def goes_away(pilot: Pilot[None], pit: RecordedPit) -> None:
    pit.send(AWAY)
    await until(pilot, lambda: podium_of(pilot).link is LinkState.OFFLINE)


async def comes_back(pilot: Pilot[None], pit: RecordedPit) -> None:
    pit.send(make_snapshot(change_number=9))
    await until(pilot, lambda: podium_of(pilot).link is LinkState.LIVE)


async def keeps(pilot: Pilot[None], *digits: str) -> None:
    """Enter these amounts on BJ-01, each seen as waiting before the next."""
    podium = podium_of(pilot)
    for digit in digits:
        before = len(podium.waiting.entries)
        await pilot.press("b", digit)
        await until(pilot, lambda before=before: len(podium.waiting.entries) > before)  # type: ignore[misc]
    await settled(pilot)


def podium_of(pilot: Pilot[None]) -> Podium:
    assert isinstance(pilot.app, Podium)
    return pilot.app


async def test_two_keys_keep_an_entry_that_is_never_called_logged(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        before = the_board(pilot).selected
        await goes_away(pilot, pit)
        await pilot.press("b")
        assert "one key keeps it here unlogged" in prose(pilot)
        await pilot.press("1")
        await until(pilot, lambda: said(pilot).startswith("WAITING, not logged: $25 on BJ-01"))
        await settled(pilot)
        text = screen_text(pilot)
        assert "▲ 1 waiting" in text
        assert "$25  waiting, not logged" in text
        assert "Logged" not in text
        assert the_board(pilot).selected == before
        assert pit.sent == []
        assert pit.sent_late == []
        [path] = terminal_of_its_own.iterdir()
        assert b'"amount_cents":2500' in path.read_bytes()


async def test_what_waited_is_sent_in_order_at_its_own_time_when_the_line_is_back(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1", "4", "2")
        assert "▲ 3 waiting" in screen_text(pilot)
        kept = podium_of(pilot).waiting.entries
        await comes_back(pilot, pit)
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
        assert [each.amount_cents for each in pit.sent_late] == [2_500, 10_000, 5_000]
        assert [each.key for each in pit.sent_late] == [each.key for each in kept]
        assert all(0 <= (each.occurred_at - NOW).total_seconds() < 30 for each in pit.sent_late)
        assert "entered while the database was away" in said(pilot)
        await settled(pilot)
        assert "waiting" not in screen_text(pilot)
        assert list(terminal_of_its_own.iterdir()) == []


async def test_nothing_but_a_buy_in_waits(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        for key in ("o", "r", "c", "n", "d", "f", "t", "u", "B"):
            await pilot.press(key)
            await settled(pilot)
            assert pilot.app.screen is the_board(pilot)
        assert podium_of(pilot).waiting.entries == ()


async def test_an_entry_that_was_never_sent_waits_though_the_screen_said_live(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        pit.snapshot = make_snapshot(change_number=9)
        podium_of(pilot).link = LinkState.STALE
        pit.refuses_with = Unreachable()
        await pilot.press("b", "1")
        await until(pilot, lambda: said(pilot).startswith("WAITING, not logged: $25 on BJ-01"))
        [entry] = podium_of(pilot).waiting.entries
        assert (entry.amount_cents, entry.is_asked) == (2_500, False)


async def test_a_full_disk_is_a_clear_refusal(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)

        def is_full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", is_full)
            await pilot.press("b", "1")
            await until(pilot, lambda: "no space left on device" in said(pilot))
        assert said(pilot).startswith("Nothing was logged")
        assert podium_of(pilot).waiting.entries == ()


async def test_a_clock_that_was_set_moves_no_entry_and_is_said_in_its_note(
    pit: RecordedPit,
) -> None:
    podium = pit.podium()
    set_by = timedelta(0)
    podium.waiting.clock = TerminalClock(lambda: wall_clock() + set_by)
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        set_by = timedelta(hours=1)
        await pilot.press("b", "2")
        await until(pilot, lambda: len(podium.waiting.entries) == 2)
        await comes_back(pilot, pit)
        await until(pilot, lambda: len(pit.sent_late) == 2)
        first, second = pit.sent_late
        assert first.note is None
        assert "clock was set by +3600 s" in (second.note or "")
        assert 0 <= (second.occurred_at - NOW).total_seconds() < 30


async def test_another_person_sees_the_number_and_neither_sends_nor_drops(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1", "9")
        await podium_of(pilot).door.leave("")
        await sign_in(pilot, "floor")
        await until(pilot, lambda: "▲ 2 of others waiting" in screen_text(pilot))
        podium_of(pilot).waiting.tick()
        await settled(pilot)
        assert pit.sent_late == []
        podium_of(pilot).run_flow(waiting_entries(podium_of(pilot)))
        await until(pilot, lambda: isinstance(pilot.app.screen, WaitingList))
        await settled(pilot)
        assert "2 entries wait for boss." in prose(pilot)
        assert not pilot.app.screen.query("OptionList")
        await pilot.press("enter", "escape")
        await podium_of(pilot).door.leave("")
        await sign_in(pilot, "boss")
        await until(pilot, lambda: len(pit.sent_late) == 2)


async def test_an_entry_of_another_database_is_not_sent_here(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
    podium = pit.podium()
    podium.conninfo = "host=training"
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: "▲ 1 of others waiting" in screen_text(pilot))
        podium.waiting.tick()
        await settled(pilot)
        assert pit.sent_late == []


async def test_a_refused_entry_stays_with_its_sentence_until_its_author_says_why(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        pit.refuses_late = Refused("already_final", "The session of that entry is final")
        await comes_back(pilot, pit)
        await until(pilot, lambda: "The session of that entry is final" in said(pilot))
        [entry] = podium_of(pilot).waiting.entries
        assert pit.resolved == [entry.key]
        await settled(pilot)
        assert "▲ 1 refused" in screen_text(pilot)
        podium_of(pilot).run_flow(waiting_entries(podium_of(pilot)))
        await until(pilot, lambda: isinstance(pilot.app.screen, WaitingList))
        await settled(pilot)
        assert "The session of that entry is final" in prose(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Reason))
        await settled(pilot)
        await pilot.press(*"paper", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        pilot.app.screen.dismiss(True)
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
        assert len(pit.sent_late) == 1


async def test_an_attempt_that_was_applied_although_the_next_was_refused_is_logged(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        [entry] = podium_of(pilot).waiting.entries
        pit.applied[entry.key] = make_buy_in(2_500)
        pit.refuses_late = Refused("no_live_session")
        await comes_back(pilot, pit)
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
        assert said(pilot).startswith("Logged $25 on BJ-01")


@pytest.mark.parametrize("fault", [Busy(), OutcomeUnknown("key"), Unreachable()])
async def test_a_line_that_breaks_again_leaves_it_waiting_under_the_same_key(
    pit: RecordedPit, fault: Exception
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        pit.refuses_late = fault  # type: ignore[assignment]
        await comes_back(pilot, pit)
        await until(pilot, lambda: len(pit.sent_late) == 1)
        await settled(pilot)
        assert len(podium_of(pilot).waiting.to_send) == 1
        pit.refuses_late = None
        pit.clock.seconds += 2
        await comes_back(pilot, pit)
        podium_of(pilot).waiting.sender.wake()
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
        assert pit.sent_late[0] == pit.sent_late[1]


async def test_an_entry_nobody_knows_the_end_of_survives_its_program(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    pit.in_doubt = True
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await until(pilot, lambda: bool(podium_of(pilot).waiting.entries))
        assert "waiting" not in screen_text(pilot)
        [path] = terminal_of_its_own.iterdir()
        killed = path.read_bytes()
        pit.may_answer.set()
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
    assert list(terminal_of_its_own.iterdir()) == []
    path.write_bytes(killed)
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: bool(pit.sent_late))
        [asked], [late] = pit.resolved, pit.sent_late
        assert late.key != asked
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)


async def test_an_entry_that_was_applied_before_the_crash_is_not_sent_again(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    pit.in_doubt = True
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await until(pilot, lambda: bool(podium_of(pilot).waiting.entries))
        [path] = terminal_of_its_own.iterdir()
        killed = path.read_bytes()
        pit.may_answer.set()
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
    path.write_bytes(killed)
    pit.applied[pit.sent[0].key] = make_buy_in(2_500)
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: bool(pit.resolved) and not podium_of(pilot).waiting.entries)
        assert pit.sent_late == []


async def test_a_slow_answer_is_noted_before_anybody_knows(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SLOW_SECONDS", 0.0)
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await until(pilot, lambda: bool(podium_of(pilot).waiting.entries))
        assert podium_of(pilot).waiting.entries[0].is_asked
        pit.may_answer.set()
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
        assert said(pilot) == "Logged $25 on BJ-01"


async def test_an_entry_the_server_promised_never_to_apply_stays_listed(pit: RecordedPit) -> None:
    pit.in_doubt = True
    pit.refuses_with = None
    pit.may_answer.clear()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await until(pilot, lambda: bool(podium_of(pilot).waiting.entries))
        pit.refuses_with = NotApplied()
        pit.may_answer.set()
        await until(pilot, lambda: "not recorded" in said(pilot))
        await settled(pilot)
        assert "▲ 1 refused" in screen_text(pilot)
        assert pit.sent_late == []


async def test_quitting_says_what_still_waits(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1", "2")
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await settled(pilot)
        assert "2 entries wait and are not logged yet" in prose(pilot)


async def test_a_damaged_journal_is_named_and_nothing_of_it_is_sent(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
    [path] = terminal_of_its_own.iterdir()
    path.write_bytes(path.read_bytes().replace(b'"amount_cents":2500', b'"amount_cents":9500'))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: "▲ journal damaged" in screen_text(pilot))
        podium_of(pilot).run_flow(waiting_entries(podium_of(pilot)))
        await until(pilot, lambda: isinstance(pilot.app.screen, WaitingList))
        await settled(pilot)
        assert "is damaged at byte" in prose(pilot)
        assert pit.sent_late == []


async def test_on_a_narrow_terminal_the_count_stands_beside_the_clock(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        text = screen_text(pilot)
        assert "▲ 1 waiting" in text
        assert "1 not logged yet" in text


async def test_an_entry_kept_by_another_program_of_this_terminal_is_left_to_it(
    pit: RecordedPit, terminal_of_its_own: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        beside = Outbox(terminal_of_its_own)
        assert not beside.adopt()
        assert beside.entries == ()


async def test_escape_while_an_entry_is_being_kept_says_that_it_is_and_what_came_of_it(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    podium = pit.podium()
    async with podium.run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await goes_away(pilot, pit)
        await keeps(pilot, "1")
        disk_is_back, keep = asyncio.Event(), podium.waiting.keep

        async def keep_slowly(entry: Kept) -> None:
            await disk_is_back.wait()
            if entry.amount_cents > 100_000:
                raise NotKept("the disk is full")
            await keep(entry)

        monkeypatch.setattr(podium.waiting, "keep", keep_slowly)
        table = pit.snapshot.tables[0].id
        for amount, end in ((100_000, "WAITING, not logged: $1,000"), (200_000, "Nothing was")):
            disk_is_back.clear()
            podium.run_flow(buy_in.log(podium, table, amount, new_key()))
            await settled(pilot)
            if isinstance(pilot.app.screen, Confirm):
                pit.clock.seconds += 1.1
                await pilot.press("y")
                await settled(pilot)
            await pilot.press("escape")
            assert said(pilot) == (
                "Not waited for any longer; it is kept on this terminal and sent when the database"
                " answers. What waits on this terminal is kept and sent later."
            )
            disk_is_back.set()
            await until(pilot, lambda end=end: end in said(pilot))  # type: ignore[misc]
        assert [each.amount_cents for each in podium.waiting.entries] == [2_500, 100_000]
