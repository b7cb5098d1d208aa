"""How amounts are read from a keyboard and written on a screen."""

import pytest
from pydantic import ValidationError

from pitterm.domain import money
from pitterm.domain.chips import parse_pieces
from pitterm.domain.currency import Currency

YEN = Currency(code="JPY", symbol="¥", minor_units=0)
EURO = Currency(code="EUR", symbol="€")
DINAR = Currency(code="KWD", symbol="KD", minor_units=3)
FRANC = Currency(code="CHF", symbol="CHF")


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("25", 2_500),
        (" 1250 ", 125_000),
        ("$1,250", 125_000),
        ("12.5", 1_250),
        ("12.50", 1_250),
        ("0.01", 1),
        ("10,000,000", money.MAX_AMOUNT_CENTS),
    ],
)
def test_an_amount_is_read_in_cents(typed: str, cents: int) -> None:
    assert money.parse_amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    ["", "0", "0.00", "-5", "12.345", "abc", "1,25", "10000000.01", "99999999999", "9" * 40, "1e3"],
)
def test_anything_else_is_no_amount(typed: str) -> None:
    assert money.parse_amount(typed) is None


@pytest.mark.parametrize(
    ("cents", "amount", "change"),
    [
        (None, "—", "—"),
        (0, "$0", "0"),
        (125_000, "$1,250", "▲ +1,250"),
        (1_250, "$12.50", "▲ +12.50"),
        (-115_000, "\N{MINUS SIGN}$1,150", "▼ \N{MINUS SIGN}1,150"),
    ],
)
def test_a_figure_is_written_with_its_sign_and_never_guessed(
    cents: int | None, amount: str, change: str
) -> None:
    assert money.show(cents) == amount
    assert money.show_change(cents) == change


@pytest.mark.usefixtures("another_currency")
@pytest.mark.parametrize(
    ("currency", "typed", "cents", "shown", "spelled"),
    [
        (YEN, "12,500", 12_500, "¥12,500", "12 thousand 500 JPY"),
        (YEN, "¥300", 300, "¥300", "300 JPY"),
        (EURO, "12.5", 1_250, "€12.50", "12 EUR and 50/100"),
        (DINAR, "1.005", 1_005, "KD\N{NO-BREAK SPACE}1.005", "1 KWD and 5/1000"),
        (DINAR, "KD 2", 2_000, "KD\N{NO-BREAK SPACE}2", "2 KWD"),
        (FRANC, "1,250", 125_000, "CHF\N{NO-BREAK SPACE}1,250", "1 thousand 250 CHF"),
    ],
)
def test_a_house_reads_and_writes_its_own_currency(
    currency: Currency, typed: str, cents: int, shown: str, spelled: str
) -> None:
    money.write_in(currency)
    assert money.parse_amount(typed) == cents
    assert money.show(cents) == shown
    assert money.spell(cents) == spelled
    assert money.parse_amount(shown) == cents


@pytest.mark.usefixtures("another_currency")
@pytest.mark.parametrize(
    ("currency", "typed"),
    [(YEN, "12.5"), (YEN, "$12"), (EURO, "1.005"), (DINAR, "1.0005"), (DINAR, "KD")],
)
def test_what_the_currency_does_not_have_is_no_amount(currency: Currency, typed: str) -> None:
    money.write_in(currency)
    assert money.parse_amount(typed) is None


@pytest.mark.usefixtures("another_currency")
def test_chips_are_typed_by_value_in_the_houses_currency() -> None:
    money.write_in(YEN)
    assert parse_pieces("¥5,000+1000", 500) == 12
    assert parse_pieces("$5000", 500) is None
    assert parse_pieces("20+20+7", 500) == 47
    assert parse_pieces("¥750", 500) is None


@pytest.mark.parametrize("symbol", ["", "  ", "1", "$-", "dollars", "\x1b[1m", "k r", "\u202e$"])
def test_a_symbol_cannot_be_taken_for_digits_or_commands(symbol: str) -> None:
    with pytest.raises(ValidationError):
        Currency(code="USD", symbol=symbol)
