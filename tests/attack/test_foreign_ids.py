"""Another casino's ids are worth as much as random ones: every id argument of every RPC."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.attempts import Answer, attempt, signed_in, undone
from tests.attack.holdings import Holdings
from tests.databases import Database

_TRAY = '{"10000": 3}'
_WINDOW: dict[str, str | int] = {
    "p_window_start": "2026-01-15 14:00+00",
    "p_window_end": "2026-01-15 22:00+00",
}
_YEAR: dict[str, str | int] = {
    "p_window_start": "2026-06-01 00:00+00",
    "p_window_end": "2027-06-01 00:00+00",
}
# A call that somebody of Harbor may make, by the name of what Harbor holds or by a plain value.
CALLS: dict[str, dict[str, str | int]] = {
    "rpc_open_table_session": {"p_gaming_table_id": "free_table"},
    "rpc_activate_table_session": {
        "p_table_session_id": "waiting_session",
        "p_opening_inventory_snapshot_id": "opening_count",
    },
    "rpc_start_table_rundown": {"p_table_session_id": "running_session"},
    "rpc_resume_table_session": {"p_table_session_id": "rundown_session", "p_reason": "back"},
    "rpc_cancel_table_session": {"p_table_session_id": "empty_session", "p_reason": "mistake"},
    "rpc_close_table_session": {
        "p_table_session_id": "running_session",
        "p_drop_event_id": "drop",
        "p_closing_inventory_snapshot_id": "closing_count",
    },
    "rpc_get_current_table_session": {"p_gaming_table_id": "running_table"},
    "rpc_log_table_inventory_snapshot": {
        "p_table_id": "running_table",
        "p_snapshot_type": "rundown",
        "p_chipset": _TRAY,
        "p_counted_with": "colleague",
    },
    "rpc_log_table_drop": {
        "p_table_id": "running_table",
        "p_drop_box_id": "BOX-7",
        "p_seal_no": "S-7",
        "p_witnessed_by": "colleague",
    },
    "rpc_void_table_inventory_snapshot": {
        "p_inventory_snapshot_id": "spot_count",
        "p_reason": "miscounted",
        "p_witnessed_by": "colleague",
        "p_replacement_chipset": _TRAY,
    },
    "rpc_void_table_drop": {
        "p_drop_event_id": "drop",
        "p_reason": "wrong box",
        "p_witnessed_by": "colleague",
    },
    "rpc_sign_custody_record": {"p_record_kind": "count", "p_record_id": "to_sign"},
    "rpc_enter_drop_count": {"p_drop_event_id": "drop", "p_amount_cents": 100_00},
    "rpc_release_drop_count": {"p_drop_event_id": "agreed_drop"},
    "rpc_log_table_buyin_telemetry": {
        "p_table_id": "running_table",
        "p_amount_cents": 100_00,
        "p_telemetry_kind": "RATED_BUYIN",
        "p_visit_id": "visit",
        "p_rating_slip_id": "slip",
    },
    "rpc_reverse_table_buyin_telemetry": {"p_telemetry_id": "entry", "p_reason": "misread"},
    "rpc_request_table_fill": {"p_table_id": "running_table", "p_chipset": _TRAY},
    "rpc_withdraw_table_fill": {"p_fill_id": "requested_fill"},
    "rpc_issue_table_fill": {"p_fill_id": "requested_fill"},
    "rpc_carry_table_fill": {"p_fill_id": "issued_fill"},
    "rpc_verify_table_fill": {"p_fill_id": "issued_fill", "p_runner_id": "colleague"},
    "rpc_deposit_table_fill": {"p_fill_id": "verified_fill", "p_drop_box_id": "BOX-7"},
    "rpc_void_table_fill": {
        "p_fill_id": "issued_fill",
        "p_reason": "wrong chips",
        "p_witnessed_by": "colleague",
    },
    "rpc_request_table_credit": {"p_table_id": "running_table", "p_chipset": _TRAY},
    "rpc_withdraw_table_credit": {"p_credit_id": "requested_credit"},
    "rpc_issue_table_credit": {"p_credit_id": "requested_credit"},
    "rpc_carry_table_credit": {"p_credit_id": "issued_credit"},
    "rpc_verify_table_credit": {"p_credit_id": "issued_credit", "p_runner_id": "colleague"},
    "rpc_deposit_table_credit": {"p_credit_id": "verified_credit", "p_drop_box_id": "BOX-7"},
    "rpc_void_table_credit": {
        "p_credit_id": "issued_credit",
        "p_reason": "wrong chips",
        "p_witnessed_by": "colleague",
    },
    "rpc_enter_paper_slip": {
        "p_kind": "fill",
        "p_table_id": "running_table",
        "p_chipset": _TRAY,
        "p_paper_number": "4471",
        "p_paper_reason": "away",
        "p_requested_by": "supervisor",
        "p_issued_by": "cashier",
        "p_carried_by": "colleague",
        "p_verified_by": "dealer",
        "p_deposited_by": "supervisor",
        **dict.fromkeys(
            ("p_requested_at", "p_issued_at", "p_verified_at", "p_deposited_at"), "now"
        ),
        "p_drop_box_id": "BOX-7",
    },
    "rpc_end_visit": {"p_visit_id": "idle_visit"},
    "rpc_start_rating_slip": {"p_visit_id": "idle_visit", "p_table_id": "running_table"},
    "rpc_end_rating_slip": {"p_rating_slip_id": "slip"},
    "rpc_record_player_transaction": {
        "p_visit_id": "visit",
        "p_rating_slip_id": "slip",
        "p_direction": "in",
        "p_amount_cents": 100_00,
    },
    "rpc_correct_player_transaction": {
        "p_transaction_id": "transaction",
        "p_kind": "reversal",
        "p_reason": "misread",
    },
    "rpc_session_metrics": {**_YEAR, "p_table_id": "running_table"},
    "rpc_shift_pit_metrics": {**_WINDOW, "p_pit_id": "pit"},
    "rpc_get_shift_sheet": {**_WINDOW, "p_pit_id": "pit"},
    "rpc_sign_off_shift": {**_WINDOW, "p_pit_id": "pit"},
    "rpc_sign_on_shift": {"p_shift_sign_off_id": "sign_off"},
    "rpc_finalize_table_rundown": {"p_table_session_id": "counted_session"},
    "rpc_get_audit": {**_YEAR, "p_table_id": "running_table", "p_limit": 1},
}
# Who makes it, where the boss may not.
CALLERS = {
    "rpc_issue_table_fill": "cashier",
    "rpc_issue_table_credit": "cashier",
    "rpc_carry_table_fill": "security",
    "rpc_carry_table_credit": "security",
    "rpc_verify_table_fill": "dealer",
    "rpc_verify_table_credit": "dealer",
    "rpc_void_table_fill": "cashier",
    "rpc_void_table_credit": "cashier",
    "rpc_sign_custody_record": "dealer",
    "rpc_enter_drop_count": "count",
    "rpc_release_drop_count": "auditor",
    "rpc_finalize_table_rundown": "auditor",
    "rpc_get_audit": "auditor",
}
NOT_FOUND = {
    "table_not_found",
    "session_not_found",
    "artifact_not_found",
    "entry_not_found",
    "slip_not_found",
    "invalid_linkage",
    "invalid_argument",
}


@pytest.fixture(scope="module")
def people(attacked: Database, harbor: Holdings) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, "boss", *sorted(set(CALLERS.values()))) as connections:
        yield connections


@pytest.fixture
def caller(people: dict[str, Connection[TupleRow]], rpc: str) -> Connection[TupleRow]:
    """Somebody of Harbor who may call the RPC."""
    return people[CALLERS.get(rpc, "boss")]


def call(caller: Connection[TupleRow], rpc: str, harbor: Holdings, **changed: UUID) -> Answer:
    """Harbor's own call with these arguments put in, undone."""
    ids = harbor.ids()
    values = {name: ids.get(str(value), value) for name, value in CALLS[rpc].items()}
    given = ", ".join(f"{name} => %({name})s" for name in values)
    return undone(caller, f"select * from pit.{rpc}({given})", {**values, **changed})


def test_every_id_argument_is_attacked(admin: Connection[TupleRow]) -> None:
    rows = admin.execute(
        "select p.proname::text, n.name from pg_proc p"
        " cross join lateral unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[])"
        " as n (name, kind)"
        " where p.pronamespace = 'pit'::regnamespace and n.kind = 'uuid'::regtype"
    ).fetchall()
    attacked_arguments = {(rpc, name) for rpc, values in CALLS.items() for name in values}
    assert set(rows) <= attacked_arguments


@pytest.mark.parametrize("rpc", CALLS)
def test_the_call_is_good_with_the_casinos_own_ids(
    caller: Connection[TupleRow], harbor: Holdings, rpc: str
) -> None:
    answer = call(caller, rpc, harbor)
    assert answer.is_done, answer
    assert len(answer.rows) == 1


@pytest.mark.parametrize(
    ("rpc", "argument"),
    [
        (rpc, name)
        for rpc, values in CALLS.items()
        for name, held in values.items()
        if held in Holdings.__slots__
    ],
)
def test_a_foreign_id_is_answered_like_a_random_one(
    caller: Connection[TupleRow],
    harbor: Holdings,
    lakeside: Holdings,
    rpc: str,
    argument: str,
) -> None:
    unknown = call(caller, rpc, harbor, **{argument: uuid4()})
    assert unknown.code in NOT_FOUND or unknown.rows == ()
    for name, foreign in lakeside.ids().items():
        answer = call(caller, rpc, harbor, **{argument: foreign})
        assert answer == unknown, name


@pytest.mark.parametrize("rpc", CALLS)
def test_a_call_of_another_casinos_ids_only_is_refused(
    caller: Connection[TupleRow], lakeside: Holdings, rpc: str
) -> None:
    answer = call(caller, rpc, lakeside)
    assert answer.code in NOT_FOUND or answer.rows == ()


def test_the_board_of_another_casinos_pit_is_empty(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], lakeside: Holdings
) -> None:
    rows = admin.execute(
        "select name::text from pit.pit where casino_id = %s"
        " and name not in (select name from pit.pit where casino_id <> %s)",
        [lakeside.casino, lakeside.casino],
    ).fetchall()
    for (name,) in [*rows, ("no such pit",)]:
        board = attempt(people["boss"], "select * from pit.rpc_get_pit_board(%s)", [name])
        assert board == Answer()
