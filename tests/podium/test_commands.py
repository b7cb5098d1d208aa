"""Commands are declared once; everything else follows from the table."""

import pytest

from pitterm.domain.actions import Action
from pitterm.podium import commands, deeds
from pitterm.podium.app import Podium
from pitterm.podium.commands import COMMANDS, Command
from pitterm.podium.keymap import HOUSE_KEYS, key_table
from pitterm.podium.screens.board import BoardScreen
from tests.podium.recorded import RecordedPit, found_first, screen_text, settled, sign_in, until


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_in_the_help_and_the_readmes_table(command: Command) -> None:
    worded = HOUSE_KEYS.worded(command.help)
    assert (command.shown_keys, command.title, worded) in HOUSE_KEYS.help_rows()
    assert f"**{command.title}**" in key_table()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_a_key_of_its_own_or_a_name_and_a_deed(command: Command) -> None:
    others = [key for other in COMMANDS if other is not command for key in other.keys]
    assert command.keys or command.shown_keys == commands.BY_ID["palette"].shown_keys
    assert not set(command.keys) & set(others)
    assert command.id == "jump-to-spot" or command.id in deeds.DEEDS


@pytest.mark.parametrize("action", Action)
def test_every_action_of_the_house_has_a_command_that_writes(action: Action) -> None:
    assert commands.BY_ID[action].writes


def test_keys_that_come_with_later_work_do_not_exist() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert not keys & {"h", "j", "k", "l"}


async def test_every_key_of_the_footer_fits_the_smallest_terminal(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        text = screen_text(pilot)
        for command in COMMANDS:
            if command.footer:
                assert command.footer in text


async def test_the_palette_offers_what_may_be_done_and_does_it(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+p", *"next pit")
        await until(pilot, lambda: found_first(pilot, "Next pit"))
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "Salon (2 of 2)" in screen_text(pilot)


async def test_q_asks_and_no_stays(pit: RecordedPit) -> None:
    podium: Podium = pit.podium()
    async with podium.run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        await pilot.press("q")
        await settled(pilot)
        assert "Leave pitterm?" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert podium.return_code is None
