"""Amounts in whole cents: how they are read from a keyboard and written on a screen."""

import re

MAX_AMOUNT_CENTS = 1_000_000_000
"""The largest amount one entry may carry ($10,000,000)."""

MAX_FOUND_CENTS = 100_000_000_000
"""The most a drop box may be said to hold ($1,000,000,000)."""

NO_FIGURE = "—"
"""What stands where a figure cannot be known; never a zero."""

_TYPED = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")


def parse_amount(typed: str) -> int | None:
    """Cents for `1250`, `1,250` or `$12.50`; None for anything else, zero included."""
    cents = _cents(typed)
    return cents if cents is not None and 0 < cents <= MAX_AMOUNT_CENTS else None


def parse_found(typed: str) -> int | None:
    """Cents of what was found in a box, typed like any amount; 0 is an empty box."""
    cents = _cents(typed)
    return cents if cents is not None and cents <= MAX_FOUND_CENTS else None


def spell(cents: int) -> str:
    """`12 thousand 345 dollars 50 cents`: the amount a second way, so that a slip is seen."""
    dollars, rest = divmod(cents, 100)
    groups = []
    for unit, size in (("million", 1_000_000), ("thousand", 1_000), ("", 1)):
        count, dollars = divmod(dollars, size)
        if count:
            groups.append(f"{count} {unit}".strip())
    words = f"{' '.join(groups) or 'no'} dollar{'' if cents // 100 == 1 else 's'}"
    return f"{words} {rest} cent{'' if rest == 1 else 's'}" if rest else words


def show(cents: int | None) -> str:
    """`$1,250` or `$12.50`, with a true minus sign; `—` for an unknown figure."""
    if cents is None:
        return NO_FIGURE
    return f"{'−' if cents < 0 else ''}${_digits(abs(cents))}"


def show_change(cents: int | None) -> str:
    """A result with its direction in words no colour is needed for: `▲ +4,200`, `▼ −1,150`."""
    if cents is None:
        return NO_FIGURE
    if cents == 0:
        return "0"
    return f"▲ +{_digits(cents)}" if cents > 0 else f"▼ −{_digits(-cents)}"


def _cents(typed: str) -> int | None:
    match = _TYPED.fullmatch(typed.strip())
    if match is None or len(match[1]) > 15:
        return None
    return int(match[1].replace(",", "")) * 100 + int((match[2] or "0").ljust(2, "0"))


def _digits(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
