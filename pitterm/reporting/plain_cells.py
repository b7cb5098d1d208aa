"""What a report as text writes into a cell."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from pitterm.domain.money import NO_FIGURE, show_change
from pitterm.reporting.layout import Column
from pitterm.reporting.values import Amount

Clock = Callable[[datetime | None], str]
"""How an instant is written on the casino's clock."""
Section = tuple[str, Sequence[Column], Sequence[Sequence[str]]]
"""A title, columns and rows."""

NAME_WIDTH = 16
"""Cells a table's or pit's name has before it wraps."""


def money(amount: Amount | None) -> str:
    """An amount, or the dash."""
    return amount.formatted if amount else NO_FIGURE


def change(amount: Amount | None) -> str:
    """A result with its direction, or the dash."""
    return show_change(amount.cents if amount else None)


def hold(percent: Decimal | None) -> str:
    """`14.10 %`, or the dash."""
    minus = "\N{MINUS SIGN}" if percent is not None and percent < 0 else ""
    return NO_FIGURE if percent is None else f"{minus}{abs(percent):.2f} %"


def amounts(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, is_amount=True) for heading in headings)
