"""The tutorial, walked key by key as it is written."""

import re
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.podium.app import Podium
from tests.databases import Database
from tests.podium.recorded import Clock, prose, screen_text, until
from tests.podium.test_on_postgres import SIZE

PAGE = Path(__file__).parents[2] / "docs" / "first-shift.md"
KEYS = {"enter": "enter", "escape": "escape", "tab": "tab", "?": "question_mark"}
_STEP = re.compile(r"^\| (?P<typed>`.+?) \| (?P<seen>.+) \|$", re.MULTILINE)


def steps() -> list[tuple[list[str], list[str]]]:
    """What is typed, and what is then seen, row by row."""
    return [
        (re.findall(r"`([^`]+)`", step["typed"]), re.findall(r"\*\*([^*]+)\*\*", step["seen"]))
        for step in _STEP.finditer(PAGE.read_text(encoding="utf-8"))
    ]


async def types(pilot: Pilot[None], word: str) -> None:
    """Press a key, or paste a word: each key of it would cost a tenth of a second."""
    field = pilot.app.focused
    if word not in KEYS and isinstance(field, Input):
        field.insert_text_at_cursor(word)
    else:
        await pilot.press(KEYS.get(word, word))


async def shows(pilot: Pilot[None], text: str) -> None:
    """Wait until this can be read on the screen."""
    try:
        await until(pilot, lambda: text in prose(pilot))
    except TimeoutError:
        raise AssertionError(f"never saw {text!r}:\n{screen_text(pilot)}") from None


async def test_the_first_shift_is_as_it_is_written(database: Database) -> None:
    clock = Clock()
    podium = Podium(database.conninfo, monotonic=clock)
    async with podium.run_test(size=SIZE) as pilot:
        for typed, seen in steps():
            clock.seconds += 1.1
            for word in typed:
                await types(pilot, word)
            for text in seen:
                await shows(pilot, text)
            await pilot.pause()
        await until(pilot, lambda: not podium.is_running)
    assert podium.return_code == 0
