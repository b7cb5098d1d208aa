"""What a fill or credit may be asked for: where, in which chips, and how much."""

from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import Pit, refused

KINDS = ["fill", "credit"]


@pytest.mark.parametrize("kind", KINDS)
def test_chips_move_only_while_a_session_runs(
    hands: Hands, boss: Pit, table: UUID, kind: str
) -> None:
    with refused("no_live_session"):
        hands.requested(kind, table)
    session = boss.open(table)
    assert hands.requested(kind, table)
    boss.rundown(session)
    assert hands.requested(kind, table)
    boss.close(session, boss.count(table, "close"))
    with refused("no_live_session"):
        hands.requested(kind, table)


@pytest.mark.parametrize("kind", KINDS)
def test_a_closed_session_issues_and_verifies_nothing(
    hands: Hands, house: House, boss: Pit, table: UUID, kind: str
) -> None:
    session = boss.open(table)
    requested, issued = hands.requested(kind, table), hands.carried(kind, table)
    house.change(
        "table_session",
        session["id"],
        status="CLOSED",
        close_reason="cancelled",
        closed_at=house.value("select clock_timestamp()"),
        closed_by_staff_id=boss.staff_id,
    )
    with refused("no_live_session"):
        hands.cashier.issue(requested)
    with refused("no_live_session"):
        hands.dealer.verify(issued)


@pytest.mark.usefixtures("count_before_play")
def test_a_fill_comes_before_the_opening_count_and_a_credit_after_it(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    assert hands.verified("fill", table)
    with refused("missing_opening_count"):
        hands.requested("credit", table)
    boss.rundown(session)
    with refused("missing_opening_count"):
        hands.requested("credit", table)
    boss.resume(session)
    boss.activate(session, boss.count(table, "open"))
    assert hands.requested("credit", table)


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_or_foreign_table_is_not_found(hands: Hands, house: House, kind: str) -> None:
    for nowhere in (UUID(int=0), house.new_table("lakeside")):
        with refused("table_not_found"):
            hands.requested(kind, nowhere)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chips", [{}, [], {"10000": -1}, {"10000": 1.5}, {"0": 1}, {"x": 1}])
def test_what_is_no_chipset_is_refused(
    hands: Hands, boss: Pit, table: UUID, kind: str, chips: object
) -> None:
    boss.open(table)
    with refused("invalid_chipset"):
        hands.requested(kind, table, chips)


@pytest.mark.parametrize("kind", KINDS)
def test_only_chips_of_the_tables_own_set_are_moved(
    hands: Hands, boss: Pit, table: UUID, kind: str
) -> None:
    boss.open(table)
    with refused("invalid_chipset"):
        hands.requested(kind, table, {"10000": 1, "7500": 1})
    with pytest.raises(psycopg.Error) as caught:
        hands.requested(kind, table, {"10000": 1, "150000": 1, "7550": 1})
    assert str(caught.value.diag.message_hint).endswith(" has no chip of $75.50.")
    with pytest.raises(psycopg.Error) as caught:
        hands.requested(kind, table, {"150000": 1})
    assert str(caught.value.diag.message_hint).endswith(" has no chip of $1,500.")


@pytest.mark.parametrize(
    ("currency", "said"),
    [
        (("€", 2), "€1,500"),
        (("¥", 0), "¥150,000"),
        (("KD", 3), "KD\u00a0150"),
        (("R$", 2), "R$1,500"),
    ],
)
def test_a_foreign_chip_is_named_in_the_casinos_own_money(
    house: House, currency: tuple[str, int], said: str
) -> None:
    settings = {"currency_symbol": currency[0], "currency_minor_units": currency[1]}
    with house.connection.transaction(force_rollback=True):
        # The administrator's own connection asks, so that nobody else ever sees this currency.
        house.connection.execute(
            "update pit.casino_settings set currency_symbol = %(currency_symbol)s,"
            " currency_minor_units = %(currency_minor_units)s",
            settings,
        )
        said_of = house.value("select pit_private.amount_in_words(%s, 150000)", house.casino)
    assert said_of == said


@pytest.mark.parametrize("kind", KINDS)
def test_the_amount_is_above_nothing_and_bounded(
    hands: Hands, house: House, boss: Pit, table: UUID, kind: str
) -> None:
    house.change(
        "gaming_table",
        table,
        chip_set_id=house.value(
            "select id from pit.chip_set where casino_id = %s and name = 'High limit'", house.casino
        ),
    )
    boss.open(table)
    for chips in ({"10000": 0}, {"2500000": 400, "500": 1}):
        with refused("invalid_amount"):
            hands.requested(kind, table, chips)
    slip = hands.requested(kind, table, {"2500000": 400, "10000": 0})
    assert (slip["amount_cents"], slip["chipset"]) == (1_000_000_000, {"2500000": 400})


def test_a_credit_is_not_weighed_against_the_last_count(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    boss.open(table)
    boss.count(table, chips={"500": 1})
    assert hands.requested("credit", table)


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawn_request_has_drawn_no_number(
    hands: Hands, boss: Pit, table: UUID, kind: str
) -> None:
    boss.open(table)
    slip = hands.requested(kind, table)
    withdrawn = boss.withdraw(slip)
    assert (withdrawn["status"], withdrawn["withdrawn_by_staff_id"]) == ("WITHDRAWN", boss.staff_id)
    assert (withdrawn["slip_number"], withdrawn["effective_at"]) == (None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_goes_into_the_box_that_is_at_the_table(
    hands: Hands, house: House, boss: Pit, table: UUID, kind: str
) -> None:
    boss.open(table)
    slip = hands.verified(kind, table)
    for box, code in (
        (None, "missing_argument"),
        ("b" * 65, "invalid_argument"),
        ("a\x1bb", "invalid_text"),
    ):
        with refused(code):
            hands.floor.deposit(slip, box)
    box_in(house, table, "BOX-21")
    box_in(house, table, "BOX-22")
    with pytest.raises(psycopg.Error) as caught:
        hands.floor.deposit(slip, "BOX-21")
    assert caught.value.diag.message_primary == "invalid_argument"
    assert caught.value.diag.message_hint == "The drop box at this table is BOX-22."
    assert hands.floor.deposit(slip, "BOX-22")["drop_box_id"] == "BOX-22"


@pytest.mark.parametrize("kind", KINDS)
def test_a_voided_drop_says_nothing_about_the_box_in_place(
    hands: Hands, house: House, boss: Pit, table: UUID, kind: str
) -> None:
    boss.open(table)
    slip = hands.verified(kind, table)
    box_in(house, table, "BOX-31")
    wrong = box_in(house, table, "BOX-32")
    house.insert(
        "custody_void",
        casino_id=house.casino,
        gaming_table_id=table,
        drop_event_id=wrong,
        reason="misread",
        voided_at=house.value("select clock_timestamp()"),
        voided_by_staff_id=boss.staff_id,
        witnessed_by_staff_id=boss.dealer,
    )
    with refused("invalid_argument"):
        hands.floor.deposit(slip, "BOX-32")
    assert hands.floor.deposit(slip, "BOX-31")


def test_an_unknown_box_in_place_takes_the_one_that_is_named(
    hands: Hands, house: House, boss: Pit, table: UUID
) -> None:
    boss.open(table)
    box_in(house, table, "BOX-41")
    box_in(house, table, None)
    assert hands.floor.deposit(hands.verified("fill", table), "BOX-99")


def box_in(house: House, table: UUID, box: str | None) -> UUID:
    """A drop that put this box in, or one of which that is not known."""
    return house.insert(
        "table_drop_event",
        casino_id=house.casino,
        gaming_table_id=table,
        drop_box_id="BOX-OUT",
        seal_no="S-1",
        box_in_id=box,
        box_in_seal_no="S-2" if box else None,
        removed_at=house.value("select clock_timestamp()"),
        removed_by_staff_id=house.boss,
        witnessed_by_staff_id=house.dealer,
    )
