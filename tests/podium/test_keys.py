"""Keys as somebody set them: what holds, what is refused before the podium starts, and why."""

import re
from pathlib import Path

import pytest

from pitterm import places, settings
from pitterm.bound_keys import BoundKeys, KeysError
from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.podium import commands, rebinding
from pitterm.podium.commands import COMMANDS
from pitterm.podium.dialogs.acknowledgement import AcknowledgeForm
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.keymap import HOUSE_KEYS, NAMED_KEY, canonical
from pitterm.podium.rebinding import VIM, keymap_of
from pitterm.podium.screen_commands import ALL_BY_ID, EVERY, SCREEN_COMMANDS, STEPS
from pitterm.podium.screens.alerts import AlertsScreen
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.boxes import BoxesScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.help import SIGNS
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.podium.screens.sign_off import SignOffScreen
from pitterm.podium.screens.slips import SlipsScreen
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
from tests.podium.shift_values import RecordedShift
from tests.podium.slip_values import make_slip
from tests.podium.test_buy_in import amounts
from tests.podium.test_lists import make_pit

SIZE = (120, 36)


def bound(tmp_path: Path, lines: str) -> BoundKeys:
    """What a settings file with these lines under `[keys]` binds."""
    file = tmp_path / "pit.toml"
    file.write_text(f"staff = 'boss'\n\n[keys]\n{lines}\n")
    return settings.load(environment={"PITTERM_CONFIG": str(file)}).keys


def test_without_settings_every_command_has_the_houses_keys(tmp_path: Path) -> None:
    assert list(keymap_of(BoundKeys())) == list(HOUSE_KEYS)
    assert list(keymap_of(bound(tmp_path, ""))) == list(HOUSE_KEYS)


def test_keys_of_dialogs_are_set_beside_the_boards_and_may_be_the_same(tmp_path: Path) -> None:
    keymap = keymap_of(
        bound(tmp_path, 'answer-yes = ["j", "J"]\nas-expected = "#"\ntake-count = "o"')
    )
    assert keymap["answer-yes"].shown_keys == "j J"
    assert (keymap.key("as-expected"), keymap.key("take-count")) == ("#", "o")
    assert keymap.key("open-table") == "o"
    assert ("j J", "Yes", keymap["answer-yes"].help) in keymap.help_rows()


def test_two_commands_may_swap_their_keys(tmp_path: Path) -> None:
    keymap = keymap_of(bound(tmp_path, 'rundown = "o"\nopen-table = "r"'))
    assert (keymap.key("rundown"), keymap.key("open-table")) == ("o", "r")


def test_a_command_may_have_several_keys_or_none_and_one_without_gets_some(tmp_path: Path) -> None:
    keymap = keymap_of(bound(tmp_path, 'sort = []\nreport = ["f5", "W"]\nfilter = "slash"'))
    assert keymap["sort"].shown_keys == "ctrl+p"
    assert keymap["report"].shown_keys == "f5 W"
    assert keymap["filter"].shown_keys == "/"


def test_of_the_locks_keys_those_no_dialog_types_work_in_every_dialog(tmp_path: Path) -> None:
    lock = keymap_of(bound(tmp_path, 'lock = ["ctrl+g", "X", "f12"]'))["lock"]
    assert (lock.keys, lock.everywhere) == (("X",), ("ctrl+g", "f12"))


def test_the_vim_preset_adds_keys_and_takes_none_away(tmp_path: Path) -> None:
    keymap = keymap_of(bound(tmp_path, 'preset = "vim"'))
    for command in COMMANDS:
        assert keymap[command.id].keys == (*command.keys, *VIM.get(command.id, ()))
    assert keymap_of(bound(tmp_path, 'preset = "vim"\nrow-down = "J"'))["row-down"].keys == ("J",)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ('opn-table = "o"', 4, "there is no command opn-table. Did you mean open-table?"),
        ('undo-buy-in = "f99"', 4, "no terminal sends a key 'f99'. Did you mean f9?"),
        ('# first\nundo-buy-in = "shift+u"', 5, "no terminal sends a key 'shift+u'"),
        ('sort = " "', 4, "no terminal sends a key ' '"),
        ('sort = "alt+s"', 4, "no terminal sends a key 'alt+s'"),
        ('sort = "ctrl+b"', 4, "ctrl+b is tmux's own key"),
        ('sort = "ctrl+a"', 4, "ctrl+a is screen's own key"),
        ('sort = "ctrl+z"', 4, "ctrl+z is what suspends a program"),
        ('sort = "ctrl+s"', 4, "ctrl+s is what stops a terminal"),
        ('sort = "ctrl+m"', 4, "ctrl+m is Enter in every terminal"),
        ('sort = "f11"', 4, "f11 is the full screen of many terminals"),
        ('sort = "escape"', 4, "escape moves about in every list"),
        ('sort = "down"', 4, "down moves about in every list"),
        ('sort = "7"', 4, "7 is a spot and an amount. Digits stay as they are."),
        ('jump-to-spot = "J"', 4, "jump-to-spot stays on the digits"),
        ('back = "f9"', 4, "back stays on escape"),
        ('sort = "o"', 4, "o would be both open-table and sort. Give open-table another key, or"),
        ('sort = "F"\nreport = "F"', 5, "F would be both report and sort"),
        ('preset = "vim"\nreport = "j"', 5, "j would be both report and row-down"),
        ('sort = ["s", "s"]', 4, "sort has a key twice"),
        ("palette = []", 4, "without the palette some commands have no way in"),
        ('lock = "x"', 4, "lock needs a key that no dialog takes for typing"),
        ('lock = ["x", "ctrl+w"]', 4, "lock needs a key that no dialog takes for typing"),
        ('slips = "V"\nhelp = "v"', 5, "v would be both help and verify-slip. Give verify-slip an"),
        ('acknowledge-alert = "?"', 4, "? would be both help and acknowledge-alert"),
        ('void-record = "z"', 4, "z would be both void-record and make-final"),
        ('mark-moment = "enter"', 4, "enter has its own meaning on the shift screen"),
        ('carry-slip = "f5"', 4, "f5 is no small letter, whose capital hands the step over"),
        ('carry-slip = "K"', 4, "K is no small letter, whose capital hands the step over"),
        ('copy = "K"', 4, "K would be both copy and carry-slip. Give carry-slip another key."),
        ("carry-slip = []", 4, "the list of slips needs a key for carry-slip. Its own is k."),
        (
            'lock = ["k", "f5"]',
            4,
            "k would be both lock and acknowledge-alert. Give acknowledge-alert another key.",
        ),
        ("write-sheet = []", 4, "the sign-off needs a key for write-sheet. Its own is w."),
        ('table-detail = "f5"\nhelp = "enter"', 5, "enter has another meaning on the other"),
        ('answer-yes = "n"', 4, "n would be both answer-yes and answer-no. Give answer-no another"),
        ('answer-yes = "enter"', 4, "enter has its own meaning in a question"),
        ("answer-yes = []", 4, "a question needs a key for answer-yes. Its own is y."),
        ('take-count = "d"', 4, "d would be both take-count and record-drop"),
        ('record-drop = "5"', 4, "5 is a spot and an amount"),
        ('as-expected = "e"', 4, "e is typed in a chip form. Choose a sign such as = or #."),
        ('change-time = "T"', 4, "T is typed in a dialog. Choose one such as"),
        ('change-time = "ctrl+l"', 4, "ctrl+l would be both lock and change-time"),
        ('lock = ["x", "ctrl+t"]', 4, "ctrl+t would be both lock and change-time"),
        ("sort = 5", 4, "sort is neither a key nor a list of keys. Write sort = "),
        ('preset = "emacs"', 4, "there is no preset 'emacs'. There is 'vim'."),
    ],
)
def test_what_cannot_hold_is_named_with_its_file_and_line(
    tmp_path: Path, lines: str, line: int, words: str
) -> None:
    with pytest.raises(KeysError) as error:
        keymap_of(bound(tmp_path, lines))
    assert error.value.exit_code == 2
    assert str(error.value).startswith(f"{tmp_path / 'pit.toml'}, line {line}: {words}")


def test_every_key_a_sentence_names_is_a_commands() -> None:
    source = Path(commands.__file__).parent.parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    named = {found for text in texts for found in re.findall(r"\{\{?([a-z]+(?:-[a-z]+)+)\}", text)}
    assert named
    assert named <= ALL_BY_ID.keys()
    assert not NAMED_KEY.search(" ".join(HOUSE_KEYS.worded(meaning) for _, meaning in SIGNS))


def test_the_preset_and_the_house_use_no_key_that_terminals_take() -> None:
    used = {key for command in EVERY for key in (*command.keys, *command.everywhere)}
    used |= {key for keys in VIM.values() for key in keys}
    assert not used & set(rebinding.TAKEN)
    assert len({canonical(key) for key in used}) == len(used)


async def test_the_podium_obeys_and_shows_the_keys_it_was_given(
    pit: RecordedPit, tmp_path: Path
) -> None:
    lines = 'log-buy-in = "f5"\nsort = "b"\nslips = ["V", "f6"]\nhelp = "f9"\nlock = ["f12", "!"]'
    keymap = keymap_of(bound(tmp_path, lines))
    async with pit.podium(keymap=keymap).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        text = screen_text(pilot)
        for words in ("f5 buy-in", "V slips", "f9 help", "! lock", "Log unrated buy-in: f5,"):
            assert words in text
        await pilot.press("b")
        assert said(pilot).startswith("Sorted by")
        await pilot.press("f5", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]
        await pilot.press("f9", *"buy-in")
        await settled(pilot)
        assert "f5        Log unrated buy-in" in screen_text(pilot)
        await pilot.press("f12")
        await settled(pilot)
        assert "Locked" in screen_text(pilot)


async def test_a_question_obeys_and_shows_the_yes_it_was_given_and_enter_stays_no(
    pit: RecordedPit, tmp_path: Path
) -> None:
    keymap = keymap_of(bound(tmp_path, 'answer-yes = "j"\nanswer-no = "k"'))
    async with pit.podium(keymap=keymap).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        for key in ("enter", "y", "k", "j"):
            if not isinstance(pilot.app.screen, Confirm):
                await pilot.press("r")
                await settled(pilot)
            assert "Yes  j" in screen_text(pilot)
            pit.clock.seconds += 2
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(pilot.app.screen, Confirm) == (key == "y"), key
            assert bool(pit.sent) == (key == "j")


async def test_the_screens_beside_the_board_obey_and_show_the_keys_they_were_given(
    tmp_path: Path,
) -> None:
    lines = (
        'carry-slip = "j"\nacknowledge-alert = ["g", "f5"]\nprevious-period = "<"\n'
        'next-period = ">"\nmake-final = "F"\nlock = "f12"'
    )
    pit = make_pit()
    pit.reads["read_slips_in_flight"] = [make_slip(SlipKind.FILL, SlipStatus.ISSUED, number=1)]
    shift = RecordedShift(pit)
    async with shift.podium(keymap=keymap_of(bound(tmp_path, lines))).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        assert "f12 lock" in prose(pilot)
        for opens, words, key, lands_on in (
            ("v", "j carry", "J", Signature),
            ("v", "j carry", "k", SlipsScreen),
            ("a", "enter g acknowledge", "f5", AcknowledgeForm),
            ("a", "enter g acknowledge", "k", AlertsScreen),
            ("f2", "< > period", ">", ShiftScreen),
            ("f2", "< ▸shift◂", "[", ShiftScreen),
            ("enter", "F final", "z", DetailScreen),
        ):
            await pilot.press(opens)
            await until(pilot, lambda words=words: words in prose(pilot))  # type: ignore[misc]
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(pilot.app.screen, lands_on), (opens, key)
            while not isinstance(pilot.app.screen, BoardScreen):
                await pilot.press("escape")
                await settled(pilot)


def test_every_command_of_a_screen_is_done_by_one_of_its_place() -> None:
    screens = (AlertsScreen, BoxesScreen, DetailScreen, ShiftScreen, SignOffScreen)
    done = {command_id for screen in screens for command_id in screen.DEEDS}
    assert done | set(STEPS.values()) == {command.id for command in SCREEN_COMMANDS}


async def test_the_vim_preset_moves_the_cursor_and_letters_keep_their_meaning(
    pit: RecordedPit,
) -> None:
    keymap = keymap_of(BoundKeys(preset="vim"))
    async with pit.podium(keymap=keymap).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        for key, label in (
            ("j", "BJ-02"),
            ("G", "BJ-12"),
            ("k", "BJ-11"),
            ("g", "BJ-01"),
            ("ctrl+d", "BJ-12"),
            ("ctrl+u", "BJ-01"),
            ("end", "BJ-12"),
            ("home", "BJ-01"),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert selected_label(pilot) == label, key
        await pilot.press("l")
        await settled(pilot)
        assert "Salon (2 of 2)" in screen_text(pilot)
        await pilot.press("h", "b", "j", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500]
        assert selected_label(pilot) == "BJ-01"


def test_the_terminals_file_lies_with_its_state(terminal_of_its_own: Path) -> None:
    assert places.terminal_file().parent == terminal_of_its_own.parent
