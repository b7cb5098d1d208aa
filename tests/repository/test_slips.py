"""Fills and credits through the repository, each step at the desk of whoever takes it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import pytest

from pitterm.domain.errors import Refused
from pitterm.domain.sessions import OpenTable
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    RequestSlip,
    Slip,
    SlipKind,
    SlipStatus,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import perform
from pitterm.repository.slips import read_slips_in_flight, read_slips_of_table
from tests.databases import Database

CHIPS = {10_000: 8, 2_500: 8}


class Property:
    """BJ-01 in play and the desks a slip goes to."""

    def __init__(self, database: Database, desks: dict[str, Desk]) -> None:
        self.database = database
        self.desks = desks
        self.table = database.table_id("BJ-01")

    async def take(self, login: str, request: Any) -> Slip:
        slip = await perform(self.desks[login], request)
        assert isinstance(slip, Slip)
        return slip

    async def requested(self, kind: SlipKind) -> Slip:
        return await self.take(
            "floor",
            RequestSlip(kind=kind, gaming_table_id=self.table, chipset=CHIPS, key=new_key()),
        )

    async def issued(self, kind: SlipKind) -> Slip:
        slip = await self.requested(kind)
        return await self.take("cashier", IssueSlip(kind=kind, slip_id=slip.id, key=new_key()))

    def person(self, login: str) -> UUID:
        return self.database.staff_id(login)


@pytest.fixture
async def harbor(database: Database, boss: Desk) -> AsyncIterator[Property]:
    async with AsyncExitStack() as stack:
        desks = {"boss": boss}
        for login in ("floor", "cashier", "security", "dealer"):
            desks[login] = await Desk.sign_in(database.credentials(login))
            stack.push_async_callback(desks[login].close)
        await perform(boss, OpenTable(gaming_table_id=database.table_id("BJ-01"), key=new_key()))
        yield Property(database, desks)


@pytest.mark.parametrize("kind", SlipKind)
async def test_a_slip_goes_through_every_door(harbor: Property, kind: SlipKind) -> None:
    slip = await harbor.issued(kind)
    assert (slip.status, slip.chipset, slip.amount_cents) == (SlipStatus.ISSUED, CHIPS, 100_000)
    assert (slip.slip_label or "").startswith(kind.upper())
    step: dict[str, Any] = {"kind": kind, "slip_id": slip.id}
    carried = await harbor.take("security", CarrySlip(**step, key=new_key()))
    assert carried.runner_staff_id == harbor.person("security")
    verified = await harbor.take("dealer", VerifySlip(**step, key=new_key()))
    assert verified.status is SlipStatus.VERIFIED
    deposit = DepositSlip(**step, drop_box_id="BOX-7", key=new_key())
    done = await harbor.take("floor", deposit)
    assert (done.status, done.drop_box_id) == (SlipStatus.DEPOSITED, "BOX-7")
    assert not done.status.is_in_flight
    assert await harbor.take("floor", deposit) == done


@pytest.mark.parametrize("kind", SlipKind)
async def test_a_verification_may_name_the_runner(harbor: Property, kind: SlipKind) -> None:
    slip = await harbor.issued(kind)
    named = harbor.person("security")
    verify = VerifySlip(kind=kind, slip_id=slip.id, runner_id=named, key=new_key())
    verified = await harbor.take("dealer", verify)
    assert (verified.runner_staff_id, verified.carried_at) == (named, None)


@pytest.mark.parametrize("kind", SlipKind)
async def test_requests_are_withdrawn_and_issues_voided(harbor: Property, kind: SlipKind) -> None:
    request = await harbor.requested(kind)
    withdraw = WithdrawSlip(kind=kind, slip_id=request.id, key=new_key())
    assert (await harbor.take("boss", withdraw)).status is SlipStatus.WITHDRAWN
    slip = await harbor.issued(kind)
    void = VoidSlip(
        kind=kind,
        slip_id=slip.id,
        reason="Wrong chips",
        witnessed_by=harbor.person("boss"),
        key=new_key(),
    )
    voided = await harbor.take("cashier", void)
    assert (voided.status, voided.void_reason) == (SlipStatus.VOID, "Wrong chips")
    assert voided.slip_label == slip.slip_label


async def test_slips_in_flight_and_of_a_table_are_listed(harbor: Property) -> None:
    fill, credit = await harbor.issued(SlipKind.FILL), await harbor.requested(SlipKind.CREDIT)
    gone = await harbor.requested(SlipKind.FILL)
    withdraw = WithdrawSlip(kind=SlipKind.FILL, slip_id=gone.id, key=new_key())
    withdrawn = await harbor.take("floor", withdraw)
    for login in ("cashier", "security"):
        assert await read_slips_in_flight(harbor.desks[login]) == [fill, credit]
    listed = await read_slips_of_table(harbor.desks["dealer"], harbor.table)
    assert listed == [withdrawn, credit, fill]


async def test_a_refused_step_says_who_did_what(harbor: Property) -> None:
    slip = await harbor.issued(SlipKind.FILL)
    verify = VerifySlip(kind=SlipKind.FILL, slip_id=slip.id, key=new_key())
    with pytest.raises(Refused, match="You already requested this fill") as refusal:
        await harbor.take("floor", verify)
    assert refusal.value.code == "same_person"
