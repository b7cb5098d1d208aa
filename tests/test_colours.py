"""States keep apart on the wall and at the podium for every eye, colour-blind ones included."""

import re
from itertools import combinations

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from pitterm import places
from pitterm.podium.widgets.cells import Tone
from pitterm.terminal.quiet import GREY, QUIET
from pitterm.terminal.theme import put_on
from pitterm.wall import tiles
from tests.colours import Eye, Lab, contrast, difference, seen_by

APART = 15.0
"""CIEDE2000; 1 is just noticeable side by side, these are told apart across a room."""
READABLE = 4.5
"""WCAG 2 AA for text."""
STATES = (tiles.LIVE, tiles.DUE, tiles.LOUD, tiles.PLAIN, QUIET)
GROUNDS = ("$background", "$surface", "$panel")
COLOURED = sorted(name for name in BUILTIN_THEMES if "ansi" not in name)


@pytest.fixture(autouse=True)
def _coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


def _colors(theme: str, *styles: str) -> dict[str, Color]:
    """What these styles paint on the theme's background."""
    app: App[None] = App()
    put_on(app, theme)
    variables = app.get_css_variables()
    background = Color.parse(variables["background"])
    colors = {}
    for style in styles:
        name, _, percent = style.removeprefix("$").partition(" ")
        strength = float(percent.rstrip("%") or 100) / 100
        colors[style] = background.blend(Color.parse(variables[name]), strength)
    return colors


def _closest(eye: Eye, pairs: list[tuple[Color, Color]]) -> float:
    return min(difference(seen_by(eye, one), seen_by(eye, other)) for one, other in pairs)


def test_the_podium_and_the_wall_write_states_in_the_same_inks() -> None:
    assert {tone.style for tone in Tone} == set(STATES)


def test_the_stylesheet_has_the_quiet_and_the_grey_of_the_screens() -> None:
    shares = re.findall(r"[ :]color: (\$foreground \d+%)", places.stylesheet().read_text())
    assert set(shares) == {QUIET, GREY}


@pytest.mark.parametrize("theme", ["pit", "pit-light", "textual-light"])
@pytest.mark.parametrize("eye", Eye)
def test_every_state_tells_apart_from_every_other_and_from_its_ground(theme: str, eye: Eye) -> None:
    states = _colors(theme, *STATES)
    grounds = _colors(theme, *GROUNDS)
    for one, other in combinations(STATES, 2):
        assert _closest(eye, [(states[one], states[other])]) >= APART, (one, other)
    for state in STATES:
        pairs = [(states[state], ground) for ground in grounds.values()]
        assert _closest(eye, pairs) >= APART, state


@pytest.mark.parametrize("theme", ["pit", "pit-light", "textual-light"])
def test_every_state_is_readable(theme: str) -> None:
    background = _colors(theme, "$background")["$background"]
    for style, color in _colors(theme, tiles.LIVE, tiles.DUE, tiles.LOUD, tiles.PLAIN).items():
        assert contrast(color, background) >= READABLE, style


@pytest.mark.parametrize("theme", COLOURED)
def test_a_theme_changes_the_ground_and_leaves_the_states_apart(theme: str) -> None:
    live, due, loud = _colors(theme, tiles.LIVE, tiles.DUE, tiles.LOUD).values()
    grounds = _colors(theme, *GROUNDS).values()
    pairs = [(live, due), (live, loud), (due, loud)]
    pairs += [(state, ground) for state in (live, due, loud) for ground in grounds]
    for eye in Eye:
        assert _closest(eye, pairs) >= APART, eye


@pytest.mark.parametrize("theme", ["pit", "pit-light", "nord"])
def test_without_colour_no_state_is_quieter_than_the_text_around_it(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    colors = _colors(theme, tiles.LIVE, tiles.DUE, tiles.LOUD, tiles.PLAIN)
    assert len(set(colors.values())) == 1


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_difference_is_the_published_one(
    one: tuple[float, float, float], other: tuple[float, float, float], published: float
) -> None:
    assert difference(Lab(*one), Lab(*other)) == pytest.approx(published, abs=1e-4)


def test_red_and_green_fall_together_for_those_who_do_not_see_them() -> None:
    red, green = Color(200, 80, 60), Color(140, 120, 60)
    seen = {eye: difference(seen_by(eye, red), seen_by(eye, green)) for eye in Eye}
    assert seen[Eye.DEUTERANOPE] < 10 < 25 < seen[Eye.TRICHROMAT]
