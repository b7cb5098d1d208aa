"""Fills and credits: every step under the login of whoever takes it, and the slips in flight."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    EnterPaperSlip,
    IssueSlip,
    RequestSlip,
    Slip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.values import Row
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
            "p_chipset": _chips(request.chipset),
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


async def enter_paper_slip(
    desk: Desk, request: EnterPaperSlip, on_unknown: OnUnknown = None
) -> Slip:
    """Enter a whole slip that went its way on paper, under the paper's number."""
    return await execute(
        desk,
        "rpc_enter_paper_slip",
        Slip,
        request.key,
        {
            "p_kind": request.kind.value,
            "p_table_id": request.gaming_table_id,
            "p_chipset": _chips(request.chipset),
            "p_paper_number": request.paper_number,
            "p_paper_reason": request.reason,
            "p_requested_by": request.requested_by,
            "p_requested_at": request.requested_at,
            "p_issued_by": request.issued_by,
            "p_issued_at": request.issued_at,
            "p_carried_by": request.carried_by,
            "p_verified_by": request.verified_by,
            "p_verified_at": request.verified_at,
            "p_deposited_by": request.deposited_by,
            "p_deposited_at": request.deposited_at,
            "p_drop_box_id": request.drop_box_id,
        },
        on_unknown,
    )


def _chips(chipset: dict[int, int]) -> Jsonb:
    return Jsonb({str(cents): count for cents, count in chipset.items()})


async def read_slips_in_flight(desk: Desk) -> list[Slip]:
    """Every slip somebody still has something to do about, oldest first."""
    return await desk.ask(
        "select * from pit.fill_credit_slip"
        " where status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')"
        " order by requested_at, id",
        Slip,
    )


class _Box(Row):
    drop_box_id: str


async def read_box_in_place(desk: Desk, table_id: UUID) -> str | None:
    """The box known to be in the table: put in at the last drop, or named by a later slip."""
    rows = await desk.ask(
        "with last_drop as (select d.box_in_id, d.removed_at from pit.table_drop_event d"
        "   where d.gaming_table_id = :table and not exists"
        "     (select from pit.custody_void v where v.drop_event_id = d.id)"
        "   order by d.removed_at desc, d.id desc limit 1)"
        " select coalesce((select l.box_in_id from last_drop l),"
        "   (select s.drop_box_id from pit.fill_credit_slip s where s.gaming_table_id = :table"
        "     and s.deposited_at > coalesce((select l.removed_at from last_drop l), '-infinity')"
        "     order by s.deposited_at desc limit 1), '') as drop_box_id",
        _Box,
        table=table_id,
    )
    return rows[0].drop_box_id or None


async def read_slips_of_table(desk: Desk, table_id: UUID, limit: int = 50) -> list[Slip]:
    """The newest slips of a table, whatever became of them."""
    return await desk.ask(
        "select * from pit.fill_credit_slip where gaming_table_id = :table"
        " order by requested_at desc, id desc limit :limit",
        Slip,
        table=table_id,
        limit=limit,
    )
