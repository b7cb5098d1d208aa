"""What a colleague typed, or a row of before the rules says, is printed and never obeyed."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from pitterm.podium.screens.boxes import BoxesScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.slips import SlipsScreen
from tests.podium.recorded import RecordedPit, screen_text, settled, sign_in
from tests.podium.records import make_detail
from tests.podium.slip_values import SLIPS
from tests.podium.test_boxes import BOXES
from tests.podium.values import make_alert, make_floor, make_snapshot

HOSTILE = "[r]\x1b[2J\x9b1m\x07\u202e"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TYPED = (
    "note", "notes", "label", "table_label", "name", "box", "seal", "box_in", "seal_in",
    "drop_box_id", "seal_no", "actor_name", "opened_by_name", "reason", "player_reference",
    "acknowledged_by_name", "slip_label",
)  # fmt: skip


def spoilt(value: Any) -> Any:
    """The value with everything that people type or are called made hostile."""
    if isinstance(value, BaseModel):
        changes = {
            name: HOSTILE if isinstance(each, str) and name in TYPED else spoilt(each)
            for name, each in value
        }
        return value.model_copy(update=changes)
    if isinstance(value, list | tuple):
        return type(value)(spoilt(each) for each in value)
    return value


def is_harmless(text: str) -> bool:
    return OBEYED.search(text.replace("\n", "")) is None


@pytest.mark.parametrize(
    ("login", "keys", "screen"),
    [
        ("boss", ("1", "enter"), DetailScreen),
        ("cashier", ("v",), SlipsScreen),
        ("count", ("e",), BoxesScreen),
        ("boss", ("a",), None),
    ],
)
async def test_no_screen_prints_what_a_terminal_would_obey(
    login: str, keys: tuple[str, ...], screen: type[object] | None
) -> None:
    pit = RecordedPit()
    table = make_floor()[0]
    alerts = (make_alert(),)
    pit.snapshot = make_snapshot(spoilt(table.model_copy(update={"alerts": alerts})))
    pit.reads["read_table_detail"] = spoilt(make_detail())
    pit.reads["read_slips_in_flight"] = spoilt(list(SLIPS))
    pit.reads["read_box_in_place"] = HOSTILE
    pit.reads["read_boxes_to_count"] = spoilt(list(BOXES))
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, login)
        await pilot.press(*keys)
        await settled(pilot)
        if screen is not None:
            assert isinstance(pilot.app.screen, screen)
        text = screen_text(pilot)
        # Markup is text, and what would be obeyed is visible.
        assert "[r]\N{REPLACEMENT CHARACTER}" in text
        assert is_harmless(text)
        await pilot.press("enter")
        await settled(pilot)
        assert is_harmless(screen_text(pilot))
