"""What the tables themselves hold, whoever writes: the last line behind every RPC."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.winter_day import at

Breach = Callable[[History], Any]


@pytest.fixture
def history(house: House) -> History:
    return History(house)


def _twice_reversed(history: History) -> None:
    entry = history.buy_in(at(11), 100)
    for _ in range(2):
        history.reverse(entry)


def _change(history: History, **columns: object) -> None:
    history.house.change("table_session", history.open(at(10)), **columns)


def _closed(history: History, **columns: object) -> None:
    by = {"closed_by_staff_id": history.house.boss, "status": "CLOSED"}
    _change(history, **{**by, "closed_at": at(11), **columns})


def _one_closer_for_two(history: History) -> None:
    closer = history.close(history.open(at(7)), at(8), 100)
    _closed(history, close_reason="counted", closing_inventory_snapshot_id=closer)


def _foreign_slip(history: History) -> None:
    house = history.house
    slip = house.new_slip(house.new_table("lakeside"), "lakeside")
    history.buy_in(at(11), 100, rated=True, player=slip)


UNIQUE, CHECK = psycopg.errors.UniqueViolation, psycopg.errors.CheckViolation
FOREIGN = psycopg.errors.ForeignKeyViolation
BREACHES: dict[str, tuple[type[psycopg.Error], str, Breach]] = {
    "two live sessions of a table": (
        UNIQUE,
        "unique_active_session_per_table",
        lambda history: (history.open(at(10)), history.open(at(11))),
    ),
    "two reversals of an entry": (UNIQUE, "reversed_once", _twice_reversed),
    "one closer for two sessions": (UNIQUE, "closing_inventory_snapshot_id", _one_closer_for_two),
    "a close without its time": (
        CHECK,
        "closed_has_its_time",
        lambda history: _change(history, status="CLOSED"),
    ),
    "a rundown without its time": (
        CHECK,
        "rundown_has_its_time",
        lambda history: _change(history, status="RUNDOWN"),
    ),
    "a close before the open": (
        CHECK,
        "times_in_order",
        lambda history: _closed(
            history, close_reason="cancelled", closed_at=at(10) - timedelta(seconds=1)
        ),
    ),
    "a counted close without its count": (
        CHECK,
        "closes_with_an_artifact",
        lambda history: _closed(history, close_reason="counted"),
    ),
    "a close by a drop without the drop": (
        CHECK,
        "closes_with_an_artifact",
        lambda history: _closed(history, close_reason="drop_only"),
    ),
    "a session that waits for no count": (
        CHECK,
        "open_waits_for_its_count",
        lambda history: _change(history, status="OPEN"),
    ),
    "a buy-in of nothing": (
        CHECK,
        "amount_has_its_sign",
        lambda history: history.buy_in(at(11), 0),
    ),
    "a negative buy-in": (
        CHECK,
        "amount_has_its_sign",
        lambda history: history.buy_in(at(11), -100),
    ),
    "a buy-in above its bound": (
        CHECK,
        "amount_has_its_sign",
        lambda history: history.buy_in(at(11), 1_000_000_001),
    ),
    "a rated buy-in of nobody": (
        CHECK,
        "linkage_decides_the_kind",
        lambda history: history.buy_in(at(11), 100, rated=True, player={}),
    ),
    "a slip of another casino": (FOREIGN, "visit_id", _foreign_slip),
    "an unknown tender": (
        CHECK,
        "tender_type",
        lambda history: history.buy_in(at(11), 100, tender="card"),
    ),
    "an unknown type of count": (
        CHECK,
        "snapshot_type",
        lambda history: history.count(at(11), 100, "fill"),
    ),
    "a tray worth too much": (
        CHECK,
        "total_cents",
        lambda history: history.count(at(11), 100_000_000_001),
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_the_tables_refuse(history: History, breach: str) -> None:
    kind, name, attempt = BREACHES[breach]
    with pytest.raises(kind) as caught, history.house.connection.transaction():
        attempt(history)
    assert name in str(caught.value.diag.constraint_name)


# What is used once: the last line of defence, where two commands that both looked meet.
USED_ONCE = {
    ("table_session", "opening_inventory_snapshot_id"),
    ("table_session", "closing_inventory_snapshot_id"),
    ("table_session", "drop_event_id"),
    ("custody_void", "inventory_snapshot_id"),
    ("custody_void", "drop_event_id"),
    ("custody_signature", "casino_id,record_id"),
    ("drop_count", "drop_event_id"),
    ("table_buyin_telemetry", "reverses_id"),
    ("table_buyin_telemetry", "casino_id,idempotency_key"),
    ("command_log", "casino_id,idempotency_key"),
    ("shift_sign_on", "shift_sign_off_id"),
    ("alert_acknowledgement", "casino_id,alert_key"),
}


def test_what_is_used_once_is_unique(house: House) -> None:
    rows = house.connection.execute(
        "select c.relname::text, (select string_agg(a.attname, ',' order by k.place)"
        " from unnest(i.indkey::int2[]) with ordinality k (number, place)"
        " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number),"
        " pg_get_expr(i.indpred, i.indrelid)"
        " from pg_index i join pg_class c on c.oid = i.indrelid"
        " where c.relnamespace = 'pit'::regnamespace and i.indisunique"
    ).fetchall()
    unique = {
        (table, columns)
        for table, columns, where in rows
        if where is None or where == f"({columns} IS NOT NULL)"
    }
    assert unique >= USED_ONCE
