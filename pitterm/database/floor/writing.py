"""A floor as the text of a file: one line a row, amounts with their cents set off."""

import json
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from pydantic import BaseModel

from pitterm.database.floor.model import Floor, FloorCasino

_HEADING = "# Amounts count the smallest unit of the currency. Pits and mixes stand in their order."
_DEFAULTS = {"status": "active", "shows_money": False}


def write_floor(floor: Floor) -> str:
    """The text that reads as this floor again."""
    return "\n".join([_HEADING, *(line for one in floor.casinos for line in _casino(one)), ""])


def _casino(casino: FloorCasino) -> Iterable[str]:
    yield from ("", "[[casinos]]")
    yield f"slug = {_text(casino.slug)}"
    yield f"name = {_text(casino.name)}"
    if casino.is_active is not None:
        yield f"is_active = {_value('is_active', casino.is_active, True)}"
    is_hundredths = casino.settings.currency_minor_units in (None, 2)
    yield from _rows("shifts", casino.shifts, is_hundredths)
    yield from _rows("chip_sets", casino.chip_sets, is_hundredths)
    yield from _rows("mixes", casino.mixes, is_hundredths)
    yield from _rows("staff", casino.staff, is_hundredths)
    yield from ("", "[casinos.settings]")
    for key, value in casino.settings.model_dump(exclude_none=True).items():
        yield f"{key} = {_value(key, value, is_hundredths)}"
    for pit in casino.pits:
        yield from ("", "[[casinos.pits]]", f"name = {_text(pit.name)}")
        yield from _rows("tables", pit.tables, is_hundredths)
    for change in casino.changes:
        yield from ("", "[[casinos.changes]]", f"effective_from = {change.effective_from}")
        for key, value in change.clock.items():
            yield f"{key} = {_value(key, value, is_hundredths)}"
        yield from _rows("shifts", change.shifts, is_hundredths)
        yield from _rows("tables", change.tables, is_hundredths)


def _rows(key: str, rows: Iterable[BaseModel], is_hundredths: bool) -> Iterable[str]:
    lines = [f"  {_inline(row.model_dump(exclude_none=True), is_hundredths)}," for row in rows]
    if lines:
        yield from (f"{key} = [", *lines, "]")


def _inline(row: Mapping[str, Any], is_hundredths: bool) -> str:
    pairs = (
        f"{key} = {_value(key, value, is_hundredths)}"
        for key, value in row.items()
        if _DEFAULTS.get(key, ...) != value
    )
    return f"{{ {', '.join(pairs)} }}"


def _value(key: str, value: Any, is_hundredths: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        shares = (
            f"{_cents(chip, is_hundredths)} = {share}"
            for chip, share in sorted(value.items(), reverse=True)
        )
        return f"{{ {', '.join(shares)} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(key, item, is_hundredths) for item in value)}]"
    return _cents(value, is_hundredths) if key.endswith("_cents") else str(value)


def _cents(cents: int, is_hundredths: bool) -> str:
    """Two digits are set off where the currency has two, else thousands."""
    whole, rest = divmod(cents, 100)
    if not is_hundredths or not whole:
        return f"{cents:_}"
    return f"{whole:_}_{rest:02}"


def _text(text: str) -> str:
    """JSON's escapes are TOML's too."""
    return json.dumps(str(text), ensure_ascii=False)
