"""Closing a table in a dialog."""

from datetime import timedelta
from typing import Any

import pytest
from textual.widgets import Input

from pitterm.domain.custody import Artifacts, CountType
from pitterm.domain.sessions import CloseSession, SessionStatus
from pitterm.podium.dialogs.artifact_list import ArtifactList
from pitterm.podium.dialogs.close import CloseDialog, CloseStep
from pitterm.podium.dialogs.confirm import Confirm
from tests.podium.dialog_host import say_yes, shown
from tests.podium.values import (
    NOW,
    make_count,
    make_drop,
    make_entry,
    make_house,
    make_id,
    make_table,
)

COUNT = make_count(CountType.CLOSE)
OLDER = make_count(CountType.CLOSE, {100: 5}, number=2, counted_at=NOW - timedelta(hours=1))
DROP = make_drop()


def close(*counts: Any, drops: Any = (), required: bool = True, **options: Any) -> CloseDialog:
    table = options.pop("table", make_table("BJ-01", 1, SessionStatus.RUNDOWN))
    house = make_house(closing_count_required=required)
    artifacts = Artifacts(counts=counts, drops=drops)
    return CloseDialog(table, artifacts, house, options.pop("typed", None), key="key", **options)


async def test_three_times_enter_and_y_close_with_the_newest_count_and_box() -> None:
    async with shown(close(COUNT, OLDER, drops=(DROP,))) as (host, pilot):
        await pilot.press("enter", "enter", "enter")
        assert isinstance(host.screen, Confirm)
        for words in ("Close BJ-01?", "opener", "$18,000", "$19,550", "▲ +1,550"):
            assert words in host.text
        await say_yes(host, pilot)
        assert host.outcomes == [
            CloseSession(
                table_session_id=make_id("session BJ-01"),
                closing_inventory_snapshot_id=COUNT.id,
                drop_event_id=DROP.id,
                key="key",
                expected_version=1,
            )
        ]


async def test_no_artifact_no_close_and_it_says_which_rule() -> None:
    async with shown(close()) as (host, pilot):
        await pilot.click("#submit")
        assert host.screen is host.dialog
        assert host.complaint == "This casino closes with a closing count; press n to take one."


async def test_a_drop_alone_does_not_close_where_the_count_is_required() -> None:
    async with shown(close(drops=(DROP,), typed={"drop": str(DROP.id)})) as (host, pilot):
        await pilot.click("#submit")
        assert "closing count" in host.complaint


async def test_without_any_artifact_a_house_without_the_rule_says_so_too() -> None:
    async with shown(close(required=False)) as (host, pilot):
        await pilot.click("#submit")
        expected = "A session closes with a closing count or a drop box; press n or d."
        assert host.complaint == expected


async def test_a_drop_alone_closes_and_the_question_says_what_is_owed() -> None:
    async with shown(close(drops=(DROP,), required=False)) as (host, pilot):
        await pilot.press("tab", "enter", "enter")
        assert isinstance(host.screen, Confirm)
        assert "it owes a count" in host.text
        assert "box B-17 · seal S-4471" in host.text
        await say_yes(host, pilot)
        assert host.outcomes[0].drop_event_id == DROP.id
        assert host.outcomes[0].closing_inventory_snapshot_id is None


async def test_the_change_follows_the_chosen_count() -> None:
    async with shown(close(COUNT, OLDER)) as (host, pilot):
        assert "counted $19,550   change ▲ +1,550" in host.text
        await pilot.press("down", "enter")
        assert "counted $5   change ▼ \N{MINUS SIGN}17,995" in host.text


async def test_a_count_older_than_the_last_buy_in_is_marked_and_not_chosen() -> None:
    entry = make_entry(occurred_at=COUNT.counted_at + timedelta(seconds=5))
    table = make_table("BJ-01", 1, SessionStatus.RUNDOWN, recent_entries=(entry,))
    async with shown(close(COUNT, table=table)) as (host, pilot):
        counts = host.screen.query_one("#count", ArtifactList)
        assert "counted early" in str(counts.get_option(str(COUNT.id)).prompt)
        assert counts.chosen_id is None
        await pilot.press("up", "enter", "enter", "enter")
        assert "counted early" in host.text


@pytest.mark.parametrize(("key", "step"), [("n", CloseStep.COUNT), ("d", CloseStep.DROP)])
async def test_a_new_artifact_is_asked_for_with_everything_typed_kept(
    key: str, step: CloseStep
) -> None:
    dialog = close(COUNT, typed={"notes": "shuffler out"})
    async with shown(dialog) as (host, pilot):
        await pilot.press(key)
        assert host.outcomes == [step]
        assert dialog.typed["notes"] == "shuffler out"
        assert dialog.typed["count"] == str(COUNT.id)


async def test_a_new_artifact_can_be_reached_with_the_arrows() -> None:
    async with shown(close()) as (host, pilot):
        await pilot.press("down", "enter")
        assert host.outcomes == [CloseStep.COUNT]


async def test_n_in_the_notes_is_a_letter() -> None:
    async with shown(close(COUNT)) as (host, pilot):
        await pilot.press("tab", "tab", "n")
        assert host.screen.query_one("#notes", Input).value == "n"
        assert host.outcomes == []


async def test_no_at_the_question_goes_back_with_everything_typed() -> None:
    async with shown(close(COUNT, OLDER)) as (host, pilot):
        await pilot.press("down", "enter", "enter", *"short", "enter", "escape")
        assert host.screen is host.dialog
        assert host.screen.query_one("#notes", Input).value == "short"
        assert host.screen.query_one("#count", ArtifactList).chosen_id == OLDER.id


async def test_a_note_of_more_than_a_thousand_characters_is_refused() -> None:
    async with shown(close(COUNT, typed={"notes": "x" * 1001})) as (host, pilot):
        await pilot.click("#submit")
        assert host.complaint == "The note has 1,001 characters; 1,000 fit."


async def test_a_rundown_that_was_skipped_is_named() -> None:
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE)
    async with shown(close(COUNT, table=table)) as (host, _):
        assert "rundown skipped" in host.text


async def test_escape_leaves_at_once_where_nothing_was_typed() -> None:
    async with shown(close(COUNT)) as (host, pilot):
        await pilot.press("escape")
        assert host.outcomes == [None]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_with_many_artifacts_the_keys_stay_on_the_screen(size: tuple[int, int]) -> None:
    counts = [make_count(number=each) for each in range(9)]
    drops = [make_drop(number=each) for each in range(9)]
    async with shown(close(*counts, drops=drops), size) as (host, _):
        for selector in ("#submit", ".keys"):
            assert host.screen.query_one(selector).region.bottom <= size[1]
            assert host.screen.query_one(selector).region.height == 1
