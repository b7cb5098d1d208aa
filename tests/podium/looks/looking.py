"""Taking a screen's pictures, judging them and comparing them with the stored ones."""

from typing import Any

from textual.app import App

from tests.podium.looks.pictures import COLOURS, Pictures, coloured, take_all, written
from tests.podium.looks.rules import cut_off, faults, ragged
from tests.podium.looks.shots import AFRESH, OLD, app_of, screen_of


async def look(name: str) -> str:
    """Everything the stored file of this screen says; AssertionError where a picture is wrong."""
    complaints: list[str] = []
    pictures: Pictures = {}

    def judge(app: App[Any]) -> None:
        complaints.extend((*cut_off(app), *ragged(app)))

    for looks in [(each,) for each in COLOURS] if name in AFRESH else [COLOURS]:
        app, lead = app_of(name)
        async with app.run_test(size=(80, 24)) as pilot:
            with coloured(app, looks[0][0]):
                await lead(pilot)
                assert isinstance(app.screen, screen_of(name)), app.screen
                pictures |= await take_all(pilot, looks, judge=judge)
    complaints += faults(pictures, is_old=name in OLD)
    assert not complaints, "\n".join(dict.fromkeys(complaints))
    return written(pictures)
