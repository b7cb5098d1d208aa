"""Amounts in whole cents: how they are read from a keyboard and written on a screen."""

import re

from pitterm.domain.currency import US_DOLLAR, Currency

MAX_AMOUNT_CENTS = 1_000_000_000
"""The largest amount one entry may carry ($10,000,000)."""

MAX_FOUND_CENTS = 100_000_000_000
"""The most a drop box may be said to hold ($1,000,000,000)."""

NO_FIGURE = "—"
"""What stands where a figure cannot be known; never a zero."""

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_MAX_DIGITS = 15


class _Writing:
    """A process serves one house at a time, and writes everything in its currency."""

    def __init__(self) -> None:
        self.currency = US_DOLLAR


_writing = _Writing()


def write_in(currency: Currency) -> None:
    """Read and write amounts as this house does, from here on."""
    _writing.currency = currency


def house_currency() -> Currency:
    """What amounts are read and written in."""
    return _writing.currency


def parse_amount(typed: str) -> int | None:
    """Cents for `1250`, `1,250` or `$12.50`; None for anything else, zero included."""
    cents = parse_cents(typed)
    return cents if cents is not None and 0 < cents <= MAX_AMOUNT_CENTS else None


def parse_found(typed: str) -> int | None:
    """Cents of what was found in a box, typed like any amount; 0 is an empty box."""
    cents = parse_cents(typed)
    return cents if cents is not None and cents <= MAX_FOUND_CENTS else None


def parse_cents(typed: str) -> int | None:
    """Cents for an amount of any size, with or without the symbol; None where it is none."""
    currency = house_currency()
    match = _NUMBER.fullmatch(typed.strip().removeprefix(currency.symbol).strip())
    if match is None or len(match[1]) > _MAX_DIGITS:
        return None
    minor = match[2] or ""
    if len(minor) > currency.minor_units:
        return None
    whole = int(match[1].replace(",", ""))
    return whole * currency.unit_cents + int(minor.ljust(currency.minor_units, "0") or "0")


def spell(cents: int) -> str:
    """`12 thousand 345 dollars 50 cents`: the amount a second way, so that a slip is seen."""
    currency = house_currency()
    whole, rest = divmod(cents, currency.unit_cents)
    left, groups = whole, []
    for unit, size in (("million", 1_000_000), ("thousand", 1_000), ("", 1)):
        count, left = divmod(left, size)
        if count:
            groups.append(f"{count} {unit}".strip())
    spelled = " ".join(groups) or "no"
    if currency.code != US_DOLLAR.code:
        words = f"{spelled} {currency.code}"
        return f"{words} and {rest}/{currency.unit_cents}" if rest else words
    words = f"{spelled} dollar{'' if whole == 1 else 's'}"
    return f"{words} {rest} cent{'' if rest == 1 else 's'}" if rest else words


def show(cents: int | None) -> str:
    """`$1,250` or `$12.50`, with a true minus sign; `—` for an unknown figure."""
    if cents is None:
        return NO_FIGURE
    return f"{'−' if cents < 0 else ''}{house_currency().prefix}{_digits(abs(cents))}"


def show_change(cents: int | None) -> str:
    """A result with its direction in words no colour is needed for: `▲ +4,200`, `▼ −1,150`."""
    if cents is None:
        return NO_FIGURE
    if cents == 0:
        return "0"
    return f"▲ +{_digits(cents)}" if cents > 0 else f"▼ −{_digits(-cents)}"


def _digits(cents: int) -> str:
    currency = house_currency()
    whole, rest = divmod(cents, currency.unit_cents)
    return f"{whole:,}.{rest:0{currency.minor_units}d}" if rest else f"{whole:,}"
