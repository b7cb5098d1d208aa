"""Reasons, drop boxes, choices and help."""

import pytest
from textual import events
from textual.widgets import Input

from pitterm.domain.custody import LogDrop
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.commands import COMMANDS
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.screens.help import SIGNS, HelpScreen, help_text
from tests.podium.dialog_host import say_yes, shown
from tests.podium.values import BOSS, SECURITY, make_house, make_table


def reason(**options: str) -> Reason:
    typed = {"reason": options["typed"]} if "typed" in options else None
    return Reason("Cancel BJ-02?", "Nothing was recorded in it.", typed=typed)


def drop_box(**typed: str) -> DropBox:
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE)
    return DropBox(table, make_house(), oneself=BOSS.id, key="key", typed=typed)


async def test_a_reason_is_asked_for_once_more_before_it_counts() -> None:
    async with shown(reason()) as (host, pilot):
        await pilot.press(*"no guests", "enter")
        assert isinstance(host.screen, Confirm)
        assert "no guests" in host.text
        await say_yes(host, pilot)
        assert host.outcomes == ["no guests"]


async def test_the_counter_follows_the_reason() -> None:
    async with shown(reason()) as (host, pilot):
        await pilot.press(*"abc")
        assert "3/1,000" in host.text


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("  ", "A reason is needed; say in a few words why."),
        ("x" * 1001, "The reason has 1,001 characters; 1,000 fit."),
        ("a\x07b", "The reason has characters that cannot be kept; type it in plain letters."),
        ("a\u202eb", "The reason has characters that cannot be kept; type it in plain letters."),
    ],
)
async def test_a_reason_that_cannot_be_recorded_is_refused(typed: str, complaint: str) -> None:
    async with shown(reason(typed=typed)) as (host, pilot):
        await pilot.press("enter")
        assert host.complaint == complaint


async def test_no_and_escape_keep_the_reason() -> None:
    async with shown(reason()) as (host, pilot):
        await pilot.press(*"rain", "enter", "enter")
        assert host.screen.query_one("#reason", Input).value == "rain"
        await pilot.press("enter", "escape", "escape", "enter")
        assert host.screen.query_one("#reason", Input).value == "rain"
        assert host.outcomes == []


async def test_a_paste_of_several_lines_becomes_one() -> None:
    async with shown(reason()) as (host, pilot):
        host.screen.query_one("#reason").post_message(events.Paste("rain\nand\thail"))
        await pilot.pause()
        assert host.screen.query_one("#reason", Input).value == "rain and hail"


async def test_a_paste_with_control_characters_is_not_taken() -> None:
    async with shown(reason()) as (host, pilot):
        host.screen.query_one("#reason").post_message(events.Paste("rain\x1b]0;x\x07"))
        await pilot.pause()
        assert host.screen.query_one("#reason", Input).value == ""
        assert "cannot be kept" in host.complaint


async def test_a_drop_box_is_recorded_with_seal_and_witness() -> None:
    async with shown(drop_box()) as (host, pilot):
        await pilot.press(*"B-17", "enter", *"S-4471", "enter", "enter", *"sam", "enter", "enter")
        assert isinstance(host.screen, Confirm)
        assert "B-17" in host.text
        await say_yes(host, pilot)
        assert host.outcomes == [
            LogDrop(
                gaming_table_id=make_table("BJ-01").id,
                drop_box_id="B-17",
                seal_no="S-4471",
                witnessed_by=SECURITY.id,
                key="key",
            )
        ]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({}, "The number of the drop box is missing."),
        ({"box": "B"}, "The number of the seal is missing."),
        ({"box": "B" * 65, "seal": "S"}, "The drop box has 65 characters; 64 fit."),
        (
            {"box": "B", "seal": "S\x1b"},
            "The seal has characters that cannot be kept; type it in plain letters.",
        ),
        (
            {"box": "B", "seal": "S"},
            "Name the second person: type part of the name and press Enter.",
        ),
    ],
)
async def test_a_drop_box_that_is_not_complete_is_refused(
    typed: dict[str, str], complaint: str
) -> None:
    async with shown(drop_box(**typed)) as (host, pilot):
        await pilot.click("#submit")
        assert host.complaint == complaint


@pytest.mark.parametrize(
    ("keys", "chosen"), [(["k"], "k"), (["down", "enter"], "k"), (["escape"], None)]
)
async def test_a_choice_is_made_by_key_or_arrows(keys: list[str], chosen: str | None) -> None:
    ways = [("r", "run it down", "first"), ("k", "skip", "the rundown")]
    async with shown(Choice("Close BJ-01", "It is ACTIVE.", ways)) as (host, pilot):
        await pilot.press(*keys)
        assert host.outcomes == [chosen]


def test_help_names_every_command_and_every_sign() -> None:
    everything = help_text().plain
    for command in COMMANDS:
        assert command.title in everything
    for sign, _ in SIGNS:
        assert sign in everything


def test_a_typed_key_comes_first_in_the_help() -> None:
    first = {key: help_text(key).plain.split()[:2] for key in ("P", "p", "/")}
    assert first == {"P": ["P", "Enter"], "p": ["p", "Mark"], "/": ["/", "Filter"]}


async def test_help_narrows_to_what_is_typed() -> None:
    async with shown(HelpScreen()) as (host, pilot):
        await pilot.press(*"rundown")
        assert "Rundown, and back" in host.text
        assert "Log unrated buy-in" not in host.text
        host.screen.query_one("#find", Input).value = "/rundown"
        await pilot.pause()
        assert "Rundown, and back" in host.text
        await pilot.press("escape")
        assert host.outcomes == [None]


async def test_no_line_of_help_is_wider_than_a_small_terminal_shows() -> None:
    async with shown(HelpScreen()) as (host, _):
        width = host.screen.query_one("#help-text").content_size.width
        assert max(len(line) for line in help_text().plain.splitlines()) <= width
