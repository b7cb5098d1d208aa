"""Amounts in whole cents: how they are read from a keyboard and written on a screen."""

import re

MAX_AMOUNT_CENTS = 1_000_000_000
"""The largest amount one entry may carry ($10,000,000)."""

NO_FIGURE = "—"
"""What stands where a figure cannot be known; never a zero."""

_TYPED = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")


def parse_amount(typed: str) -> int | None:
    """Cents for `1250`, `1,250` or `$12.50`; None for anything else, zero included."""
    match = _TYPED.fullmatch(typed.strip())
    if match is None or len(match[1]) > 15:
        return None
    cents = int(match[1].replace(",", "")) * 100 + int((match[2] or "0").ljust(2, "0"))
    return cents if 0 < cents <= MAX_AMOUNT_CENTS else None


def show(cents: int | None) -> str:
    """`$1,250` or `$12.50`, with a true minus sign; `—` for an unknown figure."""
    if cents is None:
        return NO_FIGURE
    return f"{'−' if cents < 0 else ''}${_digits(abs(cents))}"  # noqa: RUF001


def show_change(cents: int | None) -> str:
    """A result with its direction in words no colour is needed for: `▲ +4,200`, `▼ −1,150`."""  # noqa: RUF002
    if cents is None:
        return NO_FIGURE
    if cents == 0:
        return "0"
    return f"▲ +{_digits(cents)}" if cents > 0 else f"▼ −{_digits(-cents)}"  # noqa: RUF001


def _digits(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
