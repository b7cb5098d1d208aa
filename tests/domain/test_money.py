"""How amounts are read from a keyboard and written on a screen."""

import pytest

from pitterm.domain import money


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
