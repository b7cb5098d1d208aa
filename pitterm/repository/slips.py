"""Fills and credits: every step under the login of whoever takes it, and the slips in flight."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    RequestSlip,
    Slip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute

SlipStep = WithdrawSlip | IssueSlip | CarrySlip | VerifySlip | DepositSlip | VoidSlip

_VERBS: dict[type[Any], str] = {
    WithdrawSlip: "withdraw",
    IssueSlip: "issue",
    CarrySlip: "carry",
    VerifySlip: "verify",
    DepositSlip: "deposit",
    VoidSlip: "void",
}


async def request_slip(desk: Desk, request: RequestSlip, on_unknown: OnUnknown = None) -> Slip:
    """Ask for a fill, or count a credit out."""
    return await execute(
        desk,
        f"rpc_request_table_{request.kind}",
        Slip,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_chipset": Jsonb({str(cents): count for cents, count in request.chipset.items()}),
            "p_note": request.note,
        },
        on_unknown,
    )


async def move_slip(desk: Desk, step: SlipStep, on_unknown: OnUnknown = None) -> Slip:
    """Take a slip one step on: withdraw, issue, carry, verify, deposit or void."""
    given: dict[str, Any] = step.model_dump(exclude={"kind", "slip_id", "key"})
    return await execute(
        desk,
        f"rpc_{_VERBS[type(step)]}_table_{step.kind}",
        Slip,
        step.key,
        {
            f"p_{step.kind}_id": step.slip_id,
            **{f"p_{name}": value for name, value in given.items()},
        },
        on_unknown,
    )


async def read_slips_in_flight(desk: Desk) -> list[Slip]:
    """Every slip somebody still has something to do about, oldest first."""
    return await desk.ask(
        "select * from pit.fill_credit_slip"
        " where status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')"
        " order by requested_at, id",
        Slip,
    )


async def read_slips_of_table(desk: Desk, table_id: UUID, limit: int = 50) -> list[Slip]:
    """The newest slips of a table, whatever became of them."""
    return await desk.ask(
        "select * from pit.fill_credit_slip where gaming_table_id = :table"
        " order by requested_at desc, id desc limit :limit",
        Slip,
        table=table_id,
        limit=limit,
    )
