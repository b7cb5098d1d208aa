"""The mouse alone: every screen is opened, used and left by clicks, and a double click is one."""

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.podium.dialogs.acknowledgement import AcknowledgeForm
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.slip_request import SlipRequest
from pitterm.podium.screens.alerts import AlertsScreen
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.help import HelpScreen
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.podium.screens.slips import SlipsScreen
from pitterm.podium.widgets.board_table import BoardTable
from pitterm.podium.widgets.lines import KeyLine
from pitterm.podium.widgets.pressed import Keys
from pitterm.podium.widgets.record_table import RecordTable
from pitterm.podium.widgets.slip_table import SlipTable
from pitterm.terminal.said import Said
from tests.podium.recorded import said, screen_text, settled, sign_in, the_board
from tests.podium.shift_values import RecordedShift
from tests.podium.slip_values import make_slip
from tests.podium.test_buy_in import amounts
from tests.podium.test_lists import make_pit

SIZE = (120, 36)


async def _click(pilot: Pilot[None], kind: type[Widget], word: str, times: int = 1) -> None:
    """Click this word where it stands in the only widget of its kind that says it."""
    screen = pilot.app.screen
    for row, text in enumerate(screen_text(pilot).split("\n")):
        at = text.find(word)
        while at >= 0:
            if isinstance(screen.get_widget_at(at, row)[0], kind):
                await pilot.click(offset=(at, row), times=times)
                await settled(pilot)
                return
            at = text.find(word, at + 1)
    raise AssertionError(f"{word} stands in no {kind.__name__}")


async def test_every_screen_is_opened_used_and_left_by_the_mouse() -> None:
    shift = RecordedShift(make_pit())
    async with shift.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)

        def is_on(screen: type[object]) -> bool:
            return isinstance(pilot.app.screen, screen)

        await _click(pilot, KeyLine, "v slips")
        assert is_on(SlipsScreen)
        await _click(pilot, SlipTable, "BJ-01")
        assert is_on(Choice)
        await _click(pilot, Keys, "esc back")
        await _click(pilot, Keys, "what next")
        await _click(pilot, OptionList, "somebody else signs here")
        assert not is_on(Choice)
        await _click(pilot, Keys, "esc back")
        await _click(pilot, Keys, "esc back")
        assert is_on(BoardScreen)
        await _click(pilot, KeyLine, "a alerts")
        assert is_on(AlertsScreen)
        await _click(pilot, Keys, "acknowledge")
        assert is_on(AcknowledgeForm)
        await _click(pilot, Keys, "esc")
        await _click(pilot, Keys, "? help")
        assert is_on(HelpScreen)
        await _click(pilot, Keys, "esc")
        await _click(pilot, Keys, "esc")
        await _click(pilot, KeyLine, "enter detail")
        assert is_on(DetailScreen)
        await _click(pilot, RecordTable, "unrated buy-in")
        await _click(pilot, Keys, "esc back")
        assert is_on(DetailScreen)
        await _click(pilot, Keys, "→")
        await _click(pilot, Keys, "esc back")
        await _click(pilot, KeyLine, "f2 shift")
        assert is_on(ShiftScreen)
        await _click(pilot, Keys, "] period")
        await _click(pilot, Keys, "esc back")
        assert is_on(BoardScreen)


async def test_the_panels_actions_are_clicked_as_their_keys_are_pressed() -> None:
    async with RecordedShift(make_pit()).podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        actions = pilot.app.screen.query_one("#actions", Said)
        lines = (actions.render_line(row) for row in range(actions.size.height))
        named = {each.style.meta.get("command") for line in lines for each in line if each.style}
        commands = the_board(pilot).podium.commands
        assert {each.id for each in commands if each.is_about_table} <= named
        await _click(pilot, Said, "f fill")
        assert isinstance(pilot.app.screen, SlipRequest)
        await pilot.press("escape", "/")
        await _click(pilot, Said, "o open", times=2)
        assert said(pilot) == "BJ-01 is already open (ACTIVE)."
        await _click(pilot, Said, "b buy-in", times=2)
        assert the_board(pilot).bar.is_open
        await pilot.press("4")
        await settled(pilot)
        assert the_board(pilot).tables.has_focus


async def test_a_second_person_is_named_by_a_click() -> None:
    async with RecordedShift(make_pit()).podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await _click(pilot, KeyLine, "d drop")
        assert isinstance(pilot.app.screen, DropBox)
        picker = pilot.app.screen.query_one(ColleaguePicker)
        name = picker.found()[0]
        await _click(pilot, Widget, name)
        assert picker.picked is not None
        assert picker.picked.name == name.partition(" · ")[0]


async def test_a_double_click_logs_one_entry_and_does_nothing_beside_it() -> None:
    pit = make_pit()
    pit.reads["read_slips_in_flight"] = [make_slip(SlipKind.FILL, SlipStatus.ISSUED, number=1)]
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await _click(pilot, BoardTable, "BJ-01")
        await pilot.press("escape")
        await settled(pilot)
        await _click(pilot, KeyLine, "b buy-in", times=2)
        assert the_board(pilot).bar.is_open
        await _click(pilot, KeyLine, "4 $100", times=3)
        assert amounts(pit) == [10_000]
        assert isinstance(pilot.app.screen, BoardScreen)
        assert not the_board(pilot).bar.is_open
