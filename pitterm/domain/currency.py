"""How a house writes its money."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pitterm.domain.text import fault
from pitterm.domain.values import Value

SYMBOL_LIMIT = 4
"""Characters a symbol may have."""
_TAKEN = frozenset("0123456789+-−.,=▲▼—–")


def _symbol(text: str) -> str:
    reason = fault(text, "currency symbol", SYMBOL_LIMIT)
    if reason is not None:
        raise ValueError(reason)
    if not text or any(each.isspace() or each in _TAKEN for each in text):
        raise ValueError("A currency symbol is up to four letters or signs, without digits.")
    return text


CurrencyCode = Annotated[str, Field(pattern="^[A-Z]{3}$")]
CurrencySymbol = Annotated[str, AfterValidator(_symbol)]
MinorUnits = Literal[0, 2, 3]


class Currency(Value):
    """The money of a house; `cents` in a name is its smallest unit, whatever that is called."""

    code: CurrencyCode = "USD"
    """As ISO 4217 has it."""
    symbol: CurrencySymbol = "$"
    minor_units: MinorUnits = 2
    """Digits after the point."""

    @property
    def unit_cents(self) -> int:
        """The smallest units in one whole one."""
        return int(10**self.minor_units)

    @property
    def prefix(self) -> str:
        """What stands before the digits; a symbol of letters stands apart from them."""
        return f"{self.symbol}\N{NO-BREAK SPACE}" if self.symbol[-1].isalpha() else self.symbol


US_DOLLAR = Currency()
