"""How the rows of a count are read."""

import pytest

from pitterm.domain.chips import parse_pieces


@pytest.mark.parametrize(
    ("typed", "denomination_cents", "pieces"),
    [
        ("47", 2_500, 47),
        ("20+20+7", 2_500, 47),
        (" 20 + 7 ", 2_500, 27),
        ("1,000", 100, 1_000),
        ("0", 100, 0),
        ("$500", 2_500, 20),
        ("$500+100", 2_500, 24),
        ("$7.50", 250, 3),
        ("$.50", 50, None),
        ("$510", 2_500, None),
        ("7.5", 250, None),
        ("", 100, None),
        ("$", 100, None),
        ("20+", 100, None),
        ("-5", 100, None),
        ("٣", 100, None),
        ("100000", 100, 100_000),
        ("100001", 100, None),
        ("9" * 40, 100, None),
    ],
)
def test_a_row_takes_pieces_or_value(
    typed: str, denomination_cents: int, pieces: int | None
) -> None:
    assert parse_pieces(typed, denomination_cents) == pieces
