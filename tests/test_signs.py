"""Signs in ASCII: as wide as they were, and people's letters left alone."""

import locale
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

import pitterm
from pitterm.signs import ascii_of, is_wanted
from pitterm.terminal.plain_signs import PlainSigns

SOURCES = [
    *Path(pitterm.__file__).parent.rglob("*.py"),
    Path(pitterm.__file__).parent.parent / "pitterm.tcss",
]


def test_every_sign_of_the_program_has_one_cell_of_ascii() -> None:
    signs = {each for path in SOURCES for each in path.read_text(encoding="utf-8")}
    strange = {each for each in signs if not each.isascii()}
    assert len(strange) > 30
    for sign in strange:
        assert ascii_of(sign).isascii(), sign
        assert "?" not in ascii_of(sign), f"{sign} has no sign of its own"
        assert cell_len(ascii_of(sign)) == cell_len(sign), sign


def test_the_states_keep_signs_of_their_own() -> None:
    states = "●◐○◌▲△▼✕✓▪×"
    assert len(set(ascii_of("●◐○◌▲△✕✓▪"))) == 9
    assert ascii_of(states).isascii()


@pytest.mark.parametrize(
    ("name", "encoding", "shown"),
    [
        ("Zoë Müller", "utf-8", "Zoë Müller"),
        ("Zoë Müller", "iso-8859-1", "Zoë Müller"),
        ("Zoë Müller", "ascii", "Zoe Muller"),
        ("Łucja", "iso-8859-1", "?ucja"),
        ("佐藤", "utf-8", "佐藤"),
        ("佐藤", "ascii", "????"),
    ],
)
def test_letters_stay_where_the_locale_has_them(name: str, encoding: str, shown: str) -> None:
    assert ascii_of(name, encoding) == shown
    assert cell_len(ascii_of(name, encoding)) == cell_len(name)


def test_a_painted_line_keeps_its_styles_and_what_is_no_text() -> None:
    bold = Style(bold=True)
    control = Segment("\x1b[2J", None, [])
    line = [Segment("● ACTIVE", bold), Segment("plain"), control]
    painted = PlainSigns("utf-8").apply(line, Color(0, 0, 0))
    assert painted == [Segment("* ACTIVE", bold), Segment("plain"), control]


@pytest.mark.parametrize(
    ("setting", "codeset", "wanted"),
    [
        ("auto", "UTF-8", False),
        ("auto", "ANSI_X3.4-1968", True),
        ("auto", "ISO-8859-15", True),
        ("ascii", "UTF-8", True),
        ("unicode", "ISO-8859-15", False),
    ],
)
def test_ascii_is_chosen_by_setting_or_locale(
    setting: str, codeset: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "nl_langinfo", lambda _item: codeset)
    assert is_wanted(setting) is wanted
