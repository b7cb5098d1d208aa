"""Chipsets: how many chips of each denomination, and the one place their total is derived."""

import re
from collections.abc import Mapping

from pitterm.domain import money

MAX_PIECES = 100_000
MAX_DENOMINATION_CENTS = 100_000_000
MAX_TOTAL_CENTS = 100_000_000_000

_PIECES = re.compile(r"[0-9]{1,12}")

Chipset = Mapping[int, int]
"""`{denomination_cents: count}`; foreign and non-value chips are in no chipset."""


def total_cents(chipset: Chipset) -> int:
    """The value of every chip in cents."""
    return sum(denomination * count for denomination, count in chipset.items())


def fault(chipset: Chipset) -> str | None:
    """Why this chipset cannot be recorded, as a sentence; None when it can."""
    for denomination, count in chipset.items():
        if not 1 <= denomination <= MAX_DENOMINATION_CENTS:
            return (
                f"A denomination is from {money.show(1)} to {money.show(MAX_DENOMINATION_CENTS)}."
            )
        if not 0 <= count <= MAX_PIECES:
            return f"A count of one denomination is from 0 to {MAX_PIECES:,}."
    if not chipset:
        return "The count names no denomination."
    if total_cents(chipset) > MAX_TOTAL_CENTS:
        return "The tray is worth more than a tray can be."
    return None


def parse_pieces(typed: str, denomination_cents: int) -> int | None:
    """The pieces meant by `20+20+7`, or by `$500` as value; None when it is neither."""
    text, symbol = typed.strip(), money.house_currency().symbol
    parts = [part.strip() for part in text.removeprefix(symbol).split("+")]
    if not text.startswith(symbol):
        plain = [part.replace(",", "") for part in parts]
        if not all(_PIECES.fullmatch(part) for part in plain):
            return None
        pieces = sum(map(int, plain))
        return pieces if pieces <= MAX_PIECES else None
    values = [money.parse_cents(part) for part in parts]
    if None in values:
        return None
    pieces, rest = divmod(sum(filter(None, values)), denomination_cents)
    return pieces if rest == 0 and pieces <= MAX_PIECES else None
