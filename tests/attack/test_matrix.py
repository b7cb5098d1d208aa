"""Who may call what: every role's real login against every RPC."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.domain.actions import ALLOWED, Action
from pitterm.domain.alerts import ACKNOWLEDGES
from pitterm.domain.slips import SlipKind
from pitterm.domain.staff import (
    CARRIES_SLIPS,
    ISSUES_SLIPS,
    REQUESTS_SLIPS,
    SIGNS_SECOND,
    VERIFIES_SLIPS,
    Role,
)
from tests.attack.attempts import DENIED, FORBIDDEN, ROLES, attempt, names, signed_in, undone
from tests.attack.holdings import Holdings
from tests.databases import Database

EVERYBODY = frozenset(ROLES.values())
STAFF = EVERYBODY - {"display"}
MOVE_SESSIONS = frozenset({"pit_boss", "admin"})
LOG = frozenset({"floor_supervisor", "pit_boss", "admin"})
COUNT_ROOM = frozenset({"count_team", "auditor"})
SIGN_AS_SECOND_PERSON = frozenset(
    {"dealer", "security", "floor_supervisor", "pit_boss", "shift_manager", "cashier"}
)

FIGURES = frozenset({"dealer", "floor_supervisor", "pit_boss", "shift_manager", "auditor", "admin"})
ACKNOWLEDGE = frozenset({"floor_supervisor", "pit_boss", "shift_manager", "admin"})
SIGN_SHIFTS = frozenset({"pit_boss", "shift_manager", "admin"})
CAGE = frozenset({"cashier"})
RUNNERS = frozenset({"security"})
AT_THE_TABLE = frozenset({"dealer", "floor_supervisor"})

MAY_CALL = {
    "rpc_get_pit_board": EVERYBODY,
    "rpc_get_heartbeat": EVERYBODY,
    "rpc_get_current_table_session": STAFF,
    "rpc_resolve_command": STAFF,
    "rpc_open_table_session": MOVE_SESSIONS,
    "rpc_activate_table_session": MOVE_SESSIONS,
    "rpc_start_table_rundown": MOVE_SESSIONS,
    "rpc_resume_table_session": MOVE_SESSIONS,
    "rpc_cancel_table_session": MOVE_SESSIONS,
    "rpc_close_table_session": MOVE_SESSIONS,
    "rpc_log_table_inventory_snapshot": LOG,
    "rpc_log_table_drop": LOG,
    "rpc_void_table_inventory_snapshot": LOG,
    "rpc_void_table_drop": LOG,
    "rpc_sign_custody_record": SIGN_AS_SECOND_PERSON,
    "rpc_enter_drop_count": frozenset({"count_team"}),
    "rpc_release_drop_count": COUNT_ROOM,
    "rpc_get_boxes_to_count": COUNT_ROOM,
    "rpc_log_table_buyin_telemetry": LOG,
    "rpc_reverse_table_buyin_telemetry": LOG,
    "rpc_request_table_fill": LOG,
    "rpc_request_table_credit": LOG,
    "rpc_withdraw_table_fill": LOG,
    "rpc_withdraw_table_credit": LOG,
    "rpc_issue_table_fill": CAGE,
    "rpc_issue_table_credit": CAGE,
    "rpc_carry_table_fill": RUNNERS,
    "rpc_carry_table_credit": RUNNERS,
    "rpc_verify_table_fill": AT_THE_TABLE,
    "rpc_verify_table_credit": AT_THE_TABLE,
    "rpc_deposit_table_fill": LOG,
    "rpc_deposit_table_credit": LOG,
    "rpc_void_table_fill": CAGE,
    "rpc_void_table_credit": CAGE,
    "rpc_enter_paper_slip": LOG,
    "rpc_start_visit": LOG,
    "rpc_end_visit": LOG,
    "rpc_start_rating_slip": LOG,
    "rpc_end_rating_slip": LOG,
    "rpc_record_player_transaction": LOG | {"cashier"},
    "rpc_correct_player_transaction": LOG | {"cashier"},
    "rpc_get_shift_windows": STAFF,
    "rpc_shift_table_metrics": FIGURES,
    "rpc_shift_pit_metrics": FIGURES,
    "rpc_shift_casino_metrics": FIGURES,
    "rpc_session_metrics": FIGURES,
    "rpc_get_hourly_buyins": FIGURES,
    "rpc_get_shift_sheet": FIGURES,
    "rpc_mark_shift_checkpoint": FIGURES,
    "rpc_acknowledge_alert": ACKNOWLEDGE,
    "rpc_sign_off_shift": SIGN_SHIFTS,
    "rpc_sign_on_shift": SIGN_SHIFTS,
    "rpc_finalize_table_rundown": frozenset({"auditor"}),
    "rpc_sign_in": EVERYBODY,
    "rpc_note_refusal": STAFF,
    "rpc_note_export": STAFF,
    "rpc_get_audit": frozenset({"auditor", "admin"}),
}

BEHIND_A_KEY = {
    Action.OPEN: "rpc_open_table_session",
    Action.RUNDOWN: "rpc_start_table_rundown",
    Action.CLOSE: "rpc_close_table_session",
    Action.BUY_IN: "rpc_log_table_buyin_telemetry",
    Action.UNDO: "rpc_reverse_table_buyin_telemetry",
    Action.RATED: "rpc_log_table_buyin_telemetry",
    Action.COUNT: "rpc_log_table_inventory_snapshot",
    Action.DROP: "rpc_log_table_drop",
    Action.FILL: "rpc_request_table_fill",
    Action.CREDIT: "rpc_request_table_credit",
}


@pytest.fixture(scope="module")
def people(attacked: Database) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *ROLES) as connections:
        yield connections


def calls(admin: Connection[TupleRow]) -> dict[str, str]:
    """Every RPC there is, called with nothing but NULLs: it is past its role check or not."""
    rows = admin.execute(
        "select proname::text, pronargs::int from pg_proc where pronamespace = 'pit'::regnamespace"
    ).fetchall()
    return {
        name: f"select * from pit.{name}({', '.join(['null'] * arguments)})"
        for name, arguments in rows
    }


def test_the_matrix_knows_every_rpc(admin: Connection[TupleRow]) -> None:
    assert set(calls(admin)) == set(MAY_CALL)


def test_the_matrix_knows_every_role(admin: Connection[TupleRow]) -> None:
    (rule,) = names(
        admin,
        "select pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = 'pit.staff'::regclass and conname = 'staff_role_check'",
    )
    assert {word for word in rule.split("'") if word.isidentifier()} - {"text"} >= EVERYBODY
    assert rule.count("::text") == len(EVERYBODY)


@pytest.mark.parametrize("action", Action)
def test_a_key_is_grey_for_whom_the_server_refuses(action: Action) -> None:
    assert ALLOWED[action] == MAY_CALL[BEHIND_A_KEY[action]]


def test_the_podium_knows_who_takes_which_step_of_a_slip() -> None:
    steps = {
        "request": REQUESTS_SLIPS,
        "withdraw": REQUESTS_SLIPS,
        "issue": ISSUES_SLIPS,
        "carry": CARRIES_SLIPS,
        "verify": VERIFIES_SLIPS,
        "deposit": REQUESTS_SLIPS,
        "void": ISSUES_SLIPS,
    }
    for step, roles in steps.items():
        for kind in SlipKind:
            assert MAY_CALL[f"rpc_{step}_table_{kind}"] == roles


def test_the_podium_knows_every_role_and_offers_who_may_sign() -> None:
    assert frozenset(Role) == EVERYBODY
    assert SIGNS_SECOND == SIGN_AS_SECOND_PERSON
    assert ACKNOWLEDGES == ACKNOWLEDGE


@pytest.mark.parametrize("login", ROLES)
def test_a_role_calls_what_it_may_and_nothing_else(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    role = ROLES[login]
    for name, call in calls(admin).items():
        answer = attempt(people[login], call)
        if role in MAY_CALL[name]:
            assert answer.sqlstate in (None, "PT400"), (name, answer)
        elif role == "display":
            assert answer.sqlstate == DENIED, (name, answer)
        else:
            assert answer.words[:2] == (FORBIDDEN, "forbidden"), (name, answer)
            assert answer.hint == f"The role {role.replace('_', ' ')} may not do this."


@pytest.mark.parametrize("login", ROLES)
def test_who_may_stand_as_the_second_person(
    attacked: Database,
    people: dict[str, Connection[TupleRow]],
    harbor: Holdings,
    login: str,
) -> None:
    caller = people["admin" if login == "boss" else "boss"]
    answer = undone(
        caller,
        "select * from pit.rpc_log_table_drop(%s, 'BOX', 'SEAL', %s)",
        [harbor.running_table, attacked.staff_id(login)],
    )
    expected = None if ROLES[login] in SIGN_AS_SECOND_PERSON else "invalid_argument"
    assert answer.code == expected, answer


def test_the_refused_leave_no_trace_in_the_command_log(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    answer = attempt(
        people["dealer"],
        "select pit.rpc_open_table_session(%s, 'dealers-key')",
        [harbor.free_table],
    )
    assert answer.sqlstate == FORBIDDEN
    kept = "select idempotency_key from pit.command_log where idempotency_key = %s"
    assert names(admin, kept, "dealers-key") == []
