"""The question before a custody act."""

import pytest
from textual.widgets import Button

from pitterm.podium.dialogs.confirm import QUIET_SECONDS, Confirm
from tests.podium.dialog_host import shown


def close_question() -> Confirm:
    return Confirm("Close BJ-01?", "", [("counted", "$18,000"), ("change", "▼ \N{MINUS SIGN}450")])


async def test_the_question_names_verb_table_and_figures() -> None:
    async with shown(close_question()) as (host, _):
        assert "Close BJ-01?" in host.text
        assert "counted   $18,000" in host.text
        assert "change" in host.text


async def test_enter_on_the_close_question_means_no() -> None:
    async with shown(close_question()) as (host, pilot):
        assert isinstance(host.focused, Button)
        assert host.focused.id == "no"
        await pilot.press("enter")
        assert host.outcomes == [False]


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_n_and_escape_mean_no(key: str) -> None:
    async with shown(close_question()) as (host, pilot):
        await pilot.press(key)
        assert host.outcomes == [False]


async def test_y_after_a_quiet_moment_means_yes() -> None:
    async with shown(close_question()) as (host, pilot):
        host.monotonic.seconds += 1.1 * QUIET_SECONDS
        await pilot.press("y")
        assert host.outcomes == [True]


async def test_a_y_right_after_opening_is_not_heard_and_says_so() -> None:
    async with shown(close_question()) as (host, pilot):
        await pilot.press("y")
        assert host.outcomes == []
        assert host.complaint == "Let go of every key for a moment, then press y."


async def test_a_held_key_cannot_confirm() -> None:
    async with shown(close_question()) as (host, pilot):
        for _ in range(60):
            host.monotonic.seconds += 0.03
            await pilot.press("y")
        assert host.outcomes == []
        host.monotonic.seconds += 1.1 * QUIET_SECONDS
        await pilot.press("y")
        assert host.outcomes == [True]


async def test_the_opening_key_held_down_keeps_yes_deaf() -> None:
    async with shown(close_question()) as (host, pilot):
        for _ in range(20):
            host.monotonic.seconds += 0.03
            await pilot.press("c")
        host.monotonic.seconds += 0.1
        await pilot.press("y")
        assert host.outcomes == []


async def test_after_another_yes_the_quiet_must_last_longer() -> None:
    async with shown(Confirm("Begin play on BJ-02?", quiet_seconds=1.0)) as (host, pilot):
        host.monotonic.seconds += 0.6
        await pilot.press("y")
        assert host.outcomes == []


async def test_the_mouse_on_yes_is_as_deaf_as_the_key() -> None:
    async with shown(close_question()) as (host, pilot):
        await pilot.click("#yes")
        assert host.outcomes == []
        host.monotonic.seconds += 1.1 * QUIET_SECONDS
        await pilot.click("#yes")
        await pilot.pause()
        assert host.outcomes == [True]


async def test_the_tab_key_cannot_put_yes_under_enter() -> None:
    async with shown(close_question()) as (host, pilot):
        host.monotonic.seconds += 1.1 * QUIET_SECONDS
        await pilot.press("tab", "tab", "enter")
        assert host.outcomes == [False]


async def test_a_table_called_like_markup_is_shown_as_it_is_called() -> None:
    async with shown(Confirm("Close [b]BJ[/b]?", "[red]x", [("[i]y", "[@click=z]w")])) as (host, _):
        for typed in ("[b]BJ[/b]", "[red]x", "[i]y", "[@click=z]w"):
            assert typed in host.text


async def test_amounts_stand_below_each_other_and_words_do_not_move_them() -> None:
    figures = [("opener", "$18,000"), ("change", "▼ \N{MINUS SIGN}450"), ("left", "$5 $1 · none")]
    async with shown(Confirm("Close BJ-01?", "", figures)) as (host, _):
        assert "opener   $18,000\nchange    ▼ \N{MINUS SIGN}450\nleft     $5 $1 · none" in host.text
