"""Chipsets: how many chips of each denomination, and the one place their total is derived."""

import re
from collections.abc import Mapping

MAX_PIECES = 100_000
MAX_DENOMINATION_CENTS = 100_000_000
MAX_TOTAL_CENTS = 100_000_000_000

_NUMBER = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")

Chipset = Mapping[int, int]
"""`{denomination_cents: count}`; foreign and non-value chips are in no chipset."""


def total_cents(chipset: Chipset) -> int:
    """The value of every chip in cents."""
    return sum(denomination * count for denomination, count in chipset.items())


def fault(chipset: Chipset) -> str | None:
    """Why this chipset cannot be recorded, as a sentence; None when it can."""
    for denomination, count in chipset.items():
        if not 1 <= denomination <= MAX_DENOMINATION_CENTS:
            return "A denomination is from 1 cent to $1,000,000."
        if not 0 <= count <= MAX_PIECES:
            return f"A count of one denomination is from 0 to {MAX_PIECES:,}."
    if not chipset:
        return "The count names no denomination."
    if total_cents(chipset) > MAX_TOTAL_CENTS:
        return "The tray is worth more than a tray can be."
    return None


def parse_pieces(typed: str, denomination_cents: int) -> int | None:
    """The pieces meant by `20+20+7`, or by `$500` as value; None when it is neither."""
    text = typed.strip().replace(",", "")
    is_value = text.startswith("$")
    parts = [_NUMBER.fullmatch(part.strip()) for part in text.removeprefix("$").split("+")]
    read = [part for part in parts if part is not None]
    if len(read) < len(parts) or (not is_value and any(part[2] for part in read)):
        return None
    whole = sum(int(part[1]) for part in read)
    cents = sum(int((part[2] or "0").ljust(2, "0")) for part in read)
    pieces, rest = divmod(whole * 100 + cents, denomination_cents) if is_value else (whole, 0)
    return pieces if rest == 0 and pieces <= MAX_PIECES else None
