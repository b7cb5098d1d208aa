"""A house's own currency: said with every heartbeat, and fixed once the books hold amounts."""

from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from pitterm.domain.currency import Currency
from tests.rules.house import House
from tests.rules.pit import Staff


def provide(house: House, **settings: Any) -> None:
    house.connection.execute(
        "select pit_private.provision_settings(%s, %s)", (house.casino, Jsonb(settings))
    )


def test_the_heartbeat_says_what_money_is_written_in(house: House, staff: Staff) -> None:
    assert Currency(**staff["boss"].heartbeat()["currency"]) == Currency()
    provide(house, currency="KWD", currency_symbol="KD", currency_minor_units=3)
    said = Currency(**staff["boss"].heartbeat()["currency"])
    assert said == Currency(code="KWD", symbol="KD", minor_units=3)


def test_amounts_in_the_books_keep_their_currency(house: House, staff: Staff) -> None:
    staff["boss"].open(house.new_table())
    for change in ({"currency": "EUR"}, {"currency_minor_units": 0}):
        with pytest.raises(psycopg.DatabaseError, match="invalid_argument"):
            provide(house, **change)
    provide(house, currency_symbol="US$")
    assert staff["boss"].heartbeat()["currency"]["symbol"] == "US$"


def test_what_a_player_paid_without_a_table_is_an_amount_in_the_books(
    house: House, staff: Staff
) -> None:
    lakeside = house.database.casino_id("lakeside")
    change = "select pit_private.provision_settings(%s, %s)"
    euro = Jsonb({"currency": "EUR", "currency_symbol": "€"})
    with house.connection.transaction(force_rollback=True):
        house.connection.execute(change, [lakeside, euro])
    visit = staff["boss2"].start_visit()
    house.insert(
        "player_financial_transaction",
        casino_id=lakeside,
        visit_id=visit["id"],
        direction="in",
        amount_cents=5_000,
        tender_type="cash",
        transaction_kind="original",
        occurred_at=house.value("select clock_timestamp()"),
        actor_id=staff["boss2"].staff_id,
    )
    with pytest.raises(psycopg.DatabaseError, match="invalid_argument"):
        house.connection.execute(change, [lakeside, euro])


@pytest.mark.parametrize("symbol", ["", "1", "k r", "-$", "12345", "\x1b"])
def test_a_symbol_is_neither_digits_nor_commands(house: House, symbol: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        provide(house, currency_symbol=symbol)
