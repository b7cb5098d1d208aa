"""A floor as the text of a file: one line a row, amounts with their cents set off."""

import json
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from pydantic import BaseModel

from pitterm.database.floor.model import Floor, FloorCasino

_HEADING = "# Amounts are cents: 2_000_00 is $2,000. The order of pits and mixes is their order."
_DEFAULTS = {"status": "active", "shows_money": False}


def write_floor(floor: Floor) -> str:
    """The text that reads as this floor again."""
    return "\n".join([_HEADING, *(line for one in floor.casinos for line in _casino(one)), ""])


def _casino(casino: FloorCasino) -> Iterable[str]:
    yield from ("", "[[casinos]]")
    yield f"slug = {_text(casino.slug)}"
    yield f"name = {_text(casino.name)}"
    if casino.is_active is not None:
        yield f"is_active = {_value('is_active', casino.is_active)}"
    yield from _rows("shifts", casino.shifts)
    yield from _rows("chip_sets", casino.chip_sets)
    yield from _rows("mixes", casino.mixes)
    yield from _rows("staff", casino.staff)
    yield from ("", "[casinos.settings]")
    for key, value in casino.settings.model_dump(exclude_none=True).items():
        yield f"{key} = {_value(key, value)}"
    for pit in casino.pits:
        yield from ("", "[[casinos.pits]]", f"name = {_text(pit.name)}")
        yield from _rows("tables", pit.tables)


def _rows(key: str, rows: Iterable[BaseModel]) -> Iterable[str]:
    lines = [f"  {_inline(row.model_dump(exclude_none=True))}," for row in rows]
    if lines:
        yield from (f"{key} = [", *lines, "]")


def _inline(row: Mapping[str, Any]) -> str:
    pairs = (
        f"{key} = {_value(key, value)}"
        for key, value in row.items()
        if _DEFAULTS.get(key, ...) != value
    )
    return f"{{ {', '.join(pairs)} }}"


def _value(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        shares = sorted(value.items(), reverse=True)
        return f"{{ {', '.join(f'{_cents(chip)} = {share}' for chip, share in shares)} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(key, item) for item in value)}]"
    return _cents(value) if key.endswith("_cents") else str(value)


def _cents(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:_}_{rest:02}" if whole else str(rest)


def _text(text: str) -> str:
    """JSON's escapes are TOML's too."""
    return json.dumps(str(text), ensure_ascii=False)
