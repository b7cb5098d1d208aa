"""A chipset is whole counts of whole denominations within their bounds, summed in one place."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import CHIPS, Pit, refused

_TWICE_NAMED = '{"100": 1, "100": 2}'
_IN_THOUSANDS = '{"100": 1e3}'


@pytest.mark.parametrize(
    "chips",
    [
        None,
        {},
        [],
        [100, 1],
        "100",
        100,
        True,
        {"100": -1},
        {"100": 1.5},
        {"100": "1"},
        {"100": None},
        {"100": True},
        {"100": {"1": 1}},
        {"100": [1]},
        {"100": 100_001},
        {"100": 10**30},
        {"0": 1},
        {"-100": 1},
        {"1.5": 1},
        {"1e3": 1},
        {"0100": 1},
        {" 100": 1},
        {"": 1},
        {"twenty": 1},
        {"\u0661\u0660\u0660": 1},
        {"100000001": 1},
        {"9" * 400: 1},
        {"100": 1, "chips": 1},
        {"100000000": 1_001},
        {str(denomination): 0 for denomination in range(1, 66)},
    ],
    ids=lambda chips: str(chips)[:20],
)
def test_what_is_no_count_of_chips_is_refused(boss: Pit, table: UUID, chips: object) -> None:
    with refused("invalid_chipset"):
        boss.count(table, "open", chips)


def test_no_count_at_all_is_a_missing_argument(boss: Pit, table: UUID) -> None:
    with refused("missing_argument"):
        boss.call(
            "rpc_log_table_inventory_snapshot",
            table_id=table,
            snapshot_type="open",
            chipset=None,
            counted_with=boss.dealer,
        )


@pytest.mark.parametrize(
    ("chips", "cents"),
    [
        ({"100": 0}, 0),
        ({"1": 1}, 1),
        ({"100000000": 1_000}, 100_000_000_000),
        ({"1000000": 100_000}, 100_000_000_000),
        ({str(denomination): 1 for denomination in range(1, 65)}, 2_080),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_count_reaches_to_its_bounds(
    boss: Pit, table: UUID, chips: dict[str, int], cents: int
) -> None:
    assert boss.count(table, "open", chips)["total_cents"] == cents


@pytest.mark.parametrize(
    ("written", "chips"), [(_TWICE_NAMED, {"100": 2}), (_IN_THOUSANDS, {"100": 1_000})]
)
def test_a_count_is_kept_as_its_numbers_not_as_its_spelling(
    boss: Pit, table: UUID, written: str, chips: dict[str, int]
) -> None:
    count = boss.call(
        "rpc_log_table_inventory_snapshot",
        table_id=table,
        snapshot_type="open",
        chipset=written,
        counted_with=boss.dealer,
    )
    assert (count["chipset"], count["total_cents"]) == (chips, chips["100"] * 100)


def test_the_total_is_the_databases_own(house: House, boss: Pit, table: UUID) -> None:
    boss.count(table, "open")
    assert (
        house.value(
            "select is_generated from information_schema.columns"
            " where table_schema = 'pit' and table_name = 'table_inventory_snapshot'"
            " and column_name = 'total_cents'"
        )
        == "ALWAYS"
    )
    assert house.value(
        "select total_cents from pit.table_inventory_snapshot where gaming_table_id = %s", table
    ) == sum(int(cents) * pieces for cents, pieces in CHIPS.items())
