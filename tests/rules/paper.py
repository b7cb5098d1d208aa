"""What a form says, as the arguments of the RPC it is entered with."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.rules.house import House

Arguments = dict[str, Any]

AWAY = "server away"


def on_paper(at: datetime, number: str | None = None, reason: str | None = AWAY) -> Arguments:
    """Of a move, a count or a box."""
    return {"paper_at": at, "paper_reason": reason, "paper_number": number}


def on_a_sheet(at: datetime, number: str | None = None, reason: str | None = AWAY) -> Arguments:
    """Of a buy-in, which has a time of its own."""
    return {"occurred_at": at, "paper_reason": reason, "paper_number": number}


def on_a_slip(
    house: House,
    table: UUID,
    at: datetime,
    kind: str = "fill",
    number: str | None = "4471",
    chips: str = '{"10000": 10}',
) -> Arguments:
    """Of a whole fill or credit of $1,000 that was counted at this time."""
    staff, step = house.staff_id, timedelta(minutes=5)
    requested, verified = (at - step, at) if kind == "fill" else (at, at + step)
    return {
        "kind": kind,
        "table_id": table,
        "chipset": chips,
        "paper_number": number,
        "paper_reason": AWAY,
        "requested_by": staff("floor"),
        "requested_at": requested,
        "issued_by": staff("cashier"),
        "issued_at": requested,
        "carried_by": staff("security"),
        "verified_by": staff("dealer"),
        "verified_at": verified,
        "deposited_by": staff("boss"),
        "deposited_at": verified + timedelta(minutes=1),
        "drop_box_id": "BOX",
    }


def minutes_ago(house: House, minutes: float) -> datetime:
    """By the server's clock, on the minute as a form tells it."""
    moment = house.value(
        "select date_trunc('minute', clock_timestamp() - make_interval(secs => %s))", minutes * 60
    )
    assert isinstance(moment, datetime)
    return moment
