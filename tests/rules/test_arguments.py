"""No argument, however odd, is answered with anything but a row or a code of the catalogue."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import psycopg
import pytest

from pitterm.domain.errors import CATALOGUE
from tests.rules.finance_calls import FINANCE_CALLS
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.paper import minutes_ago, on_a_slip, on_paper
from tests.rules.pit import Pit, Staff, assert_refusal, refused
from tests.rules.winter_day import DAY, SWING, at

Arguments = dict[str, object]

_LONG = "n" * 2_000_000
ODD_VALUES: dict[str, list[object]] = {
    "uuid": [None, UUID(int=0), UUID(int=2**128 - 1)],
    "uuid[]": [None, [], [None], [UUID(int=0)]],
    "text": [None, "", " ", _LONG, "\x1b[31m", "\u202e", "'; drop table x; --", "\\", "%s", "👍"],
    "bigint": [None, 0, -1, 2**63 - 1, -(2**63)],
    "integer": [None, 0, -1, 2**31 - 1, -(2**31)],
    "jsonb": [None, "null", "[]", "{}", '"x"', "1", '{"a": {"b": 1}}'],
    "timestamp with time zone": [
        None,
        "infinity",
        "-infinity",
        "4714-11-24 00:00 BC",
        "294276-12-31",
    ],
    "boolean": [None, True, False],
}


def _activation(boss: Pit, house: House, table: UUID) -> Arguments:
    with house.setting(opening_count_required=True):
        session = boss.open(table)
    return {
        "table_session_id": session["id"],
        "opening_inventory_snapshot_id": boss.count(table, "open")["id"],
    }


def _closing(boss: Pit, house: House, table: UUID) -> Arguments:
    return {
        "table_session_id": boss.open(table)["id"],
        "drop_event_id": boss.drop(table)["id"],
        "closing_inventory_snapshot_id": boss.count(table, "close")["id"],
    }


def _counting(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.open(table)
    return {"table_id": table, "snapshot_type": "rundown", "chipset": '{"100": 1}'}


def _buying_in(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.open(table)
    return {"table_id": table, "amount_cents": 100, "telemetry_kind": "GRIND_BUYIN"}


def _reversing(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.open(table)
    return {"telemetry_id": boss.buy_in(table)["id"]}


def _finalizing(boss: Pit, house: House, table: UUID) -> Arguments:
    history = History(house)
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    return {"table_session_id": session}


def _entering_a_form(boss: Pit, house: House, table: UUID) -> Arguments:
    began = minutes_ago(house, 30)
    boss.open(table, **on_paper(began))
    return on_a_slip(house, table, began + timedelta(minutes=10), number=f"F-{table}")


_pits = count(500)


def _signing_off(boss: Pit, house: House, table: UUID) -> Arguments:
    number = next(_pits)
    pit = house.insert("pit", casino_id=house.casino, name=f"P {number}", position=number)
    return {**WINDOW, "pit_id": pit}


def _signing_on(boss: Pit, house: House, table: UUID) -> Arguments:
    signed = boss.call("rpc_sign_off_shift", **_signing_off(boss, house, table))
    return {"shift_sign_off_id": signed["id"]}


def _asking(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.open(table)
    return {"table_id": table, "chipset": '{"10000": 1}'}


def _moving(kind: str, status: str, **more: object) -> Callable[[Pit, House, UUID], Arguments]:
    """A step of a slip that got as far as this."""

    def arguments(boss: Pit, house: House, table: UUID) -> Arguments:
        boss.open(table)
        return {f"{kind}_id": house.new_moved_chips(table, kind, status), **more}

    return arguments


def _verifying(kind: str) -> Callable[[Pit, House, UUID], Arguments]:
    def arguments(boss: Pit, house: House, table: UUID) -> Arguments:
        runner = house.new_colleague("security")
        return _moving(kind, "ISSUED", runner_id=runner)(boss, house, table)

    return arguments


def _voiding(kind: str) -> Callable[[Pit, House, UUID], Arguments]:
    def arguments(boss: Pit, house: House, table: UUID) -> Arguments:
        more = {"reason": "wrong chips", "witnessed_by": boss.dealer}
        return _moving(kind, "ISSUED", **more)(boss, house, table)

    return arguments


WINDOW: Arguments = {"window_start": DAY, "window_end": SWING}

CALLERS = {
    "rpc_sign_custody_record": "dealer",
    "rpc_enter_drop_count": "count",
    "rpc_release_drop_count": "auditor",
    "rpc_get_boxes_to_count": "count",
    "rpc_finalize_table_rundown": "auditor",
    "rpc_get_audit": "auditor",
    "rpc_sign_on_shift": "shift",
    "rpc_issue_table_fill": "cashier",
    "rpc_issue_table_credit": "cashier",
    "rpc_carry_table_fill": "security",
    "rpc_carry_table_credit": "security",
    "rpc_verify_table_fill": "dealer",
    "rpc_verify_table_credit": "dealer",
    "rpc_void_table_fill": "cashier",
    "rpc_void_table_credit": "cashier",
}
"""Who calls what the pit boss may not."""


def _voiding_a_count(boss: Pit, house: House, table: UUID) -> Arguments:
    return {
        "inventory_snapshot_id": boss.count(table, "open")["id"],
        "reason": "miscounted",
        "witnessed_by": boss.dealer,
        "replacement_chipset": '{"100": 1}',
    }


def _voiding_a_drop(boss: Pit, house: House, table: UUID) -> Arguments:
    return {
        "drop_event_id": boss.drop(table)["id"],
        "reason": "wrong box",
        "witnessed_by": boss.dealer,
        "replacement_box_id": "B",
        "replacement_seal_no": "S",
    }


def _releasing(boss: Pit, house: House, table: UUID) -> Arguments:
    drop = boss.drop(table)["id"]
    for login in ("count", "count2"):
        house.insert(
            "drop_count_entry",
            casino_id=house.casino,
            gaming_table_id=table,
            drop_event_id=drop,
            round=1,
            amount_cents=100,
            entered_by_staff_id=house.database.staff_id(login),
            entered_at="now",
        )
    return {"drop_event_id": drop}


def _acknowledging(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.close(boss.open(table), count=boss.count(table, "close"))
    key = house.value(
        "select alert_key from pit_private.table_alerts(%s, array[%s], clock_timestamp())",
        house.casino,
        table,
    )
    return {"alert_key": key, "note": "seen"}


VALID: dict[str, Callable[[Pit, House, UUID], Arguments]] = {
    "rpc_open_table_session": lambda boss, house, table: {"gaming_table_id": table},
    "rpc_activate_table_session": _activation,
    "rpc_start_table_rundown": lambda boss, house, table: {
        "table_session_id": boss.open(table)["id"]
    },
    "rpc_resume_table_session": lambda boss, house, table: {
        "table_session_id": boss.rundown(boss.open(table))["id"],
        "reason": "more players",
    },
    "rpc_cancel_table_session": lambda boss, house, table: {
        "table_session_id": boss.open(table)["id"],
        "reason": "wrong table",
    },
    "rpc_close_table_session": _closing,
    "rpc_get_current_table_session": lambda boss, house, table: {"gaming_table_id": table},
    "rpc_log_table_inventory_snapshot": _counting,
    "rpc_log_table_drop": lambda boss, house, table: {
        "table_id": table,
        "drop_box_id": "B",
        "seal_no": "S",
        "witnessed_by": boss.dealer,
    },
    "rpc_void_table_inventory_snapshot": _voiding_a_count,
    "rpc_void_table_drop": _voiding_a_drop,
    "rpc_sign_custody_record": lambda boss, house, table: {
        "record_kind": "count",
        "record_id": boss.count(table, "open")["id"],
    },
    "rpc_enter_drop_count": lambda boss, house, table: {
        "drop_event_id": boss.drop(table)["id"],
        "amount_cents": 0,
    },
    "rpc_release_drop_count": _releasing,
    "rpc_get_boxes_to_count": lambda boss, house, table: {},
    "rpc_log_table_buyin_telemetry": _buying_in,
    "rpc_reverse_table_buyin_telemetry": _reversing,
    "rpc_request_table_fill": _asking,
    "rpc_request_table_credit": _asking,
    "rpc_withdraw_table_fill": _moving("fill", "REQUESTED"),
    "rpc_withdraw_table_credit": _moving("credit", "REQUESTED"),
    "rpc_issue_table_fill": _moving("fill", "REQUESTED"),
    "rpc_issue_table_credit": _moving("credit", "REQUESTED"),
    "rpc_carry_table_fill": _moving("fill", "ISSUED"),
    "rpc_carry_table_credit": _moving("credit", "ISSUED"),
    "rpc_verify_table_fill": _verifying("fill"),
    "rpc_verify_table_credit": _verifying("credit"),
    "rpc_deposit_table_fill": _moving("fill", "VERIFIED_AT_TABLE", drop_box_id="B"),
    "rpc_deposit_table_credit": _moving("credit", "VERIFIED_AT_TABLE", drop_box_id="B"),
    "rpc_void_table_fill": _voiding("fill"),
    "rpc_void_table_credit": _voiding("credit"),
    "rpc_enter_paper_slip": _entering_a_form,
    "rpc_resolve_command": lambda boss, house, table: {"idempotency_key": str(table)},
    "rpc_get_pit_board": lambda boss, house, table: {"pit": "Pit 1"},
    "rpc_get_heartbeat": lambda boss, house, table: {},
    "rpc_get_shift_windows": lambda boss, house, table: {"at": DAY},
    "rpc_shift_table_metrics": lambda boss, house, table: WINDOW,
    "rpc_shift_pit_metrics": lambda boss, house, table: WINDOW,
    "rpc_shift_casino_metrics": lambda boss, house, table: WINDOW,
    "rpc_session_metrics": lambda boss, house, table: {**WINDOW, "table_id": table},
    "rpc_get_hourly_buyins": lambda boss, house, table: WINDOW,
    "rpc_get_shift_sheet": lambda boss, house, table: WINDOW,
    "rpc_mark_shift_checkpoint": lambda boss, house, table: {"note": "break"},
    "rpc_acknowledge_alert": _acknowledging,
    "rpc_sign_off_shift": _signing_off,
    "rpc_sign_on_shift": _signing_on,
    "rpc_finalize_table_rundown": _finalizing,
    "rpc_sign_in": lambda boss, house, table: {},
    "rpc_note_refusal": lambda boss, house, table: {
        "code": "forbidden",
        "function_name": "rpc_open_table_session",
    },
    "rpc_note_export": lambda boss, house, table: {"what": "list"},
    "rpc_get_audit": lambda boss, house, table: {**WINDOW, "limit": 1},
    **FINANCE_CALLS,
}
"""What each RPC is called with when nothing is wrong, after what has to come before."""

COMMANDS = [
    rpc
    for rpc in VALID
    if not any(word in rpc for word in ("_get_", "_metrics", "rpc_resolve_command"))
    and rpc not in {"rpc_sign_in", "rpc_note_refusal", "rpc_note_export"}
]
WITHOUT_ANYTHING = {"rpc_mark_shift_checkpoint", "rpc_start_visit"}
"""Commands that mean something with no argument at all."""
NOTES = {
    "rpc_activate_table_session": "note",
    "rpc_resume_table_session": "reason",
    "rpc_cancel_table_session": "reason",
    "rpc_close_table_session": "notes",
    "rpc_log_table_inventory_snapshot": "note",
    "rpc_log_table_drop": "note",
    "rpc_void_table_inventory_snapshot": "reason",
    "rpc_void_table_drop": "reason",
    "rpc_log_table_buyin_telemetry": "note",
    "rpc_reverse_table_buyin_telemetry": "reason",
    "rpc_request_table_fill": "note",
    "rpc_request_table_credit": "note",
    "rpc_void_table_fill": "reason",
    "rpc_void_table_credit": "reason",
    "rpc_enter_paper_slip": "paper_reason",
    "rpc_mark_shift_checkpoint": "note",
    "rpc_acknowledge_alert": "note",
    "rpc_sign_off_shift": "note",
    "rpc_record_player_transaction": "note",
    "rpc_correct_player_transaction": "reason",
}


def caller(staff: Staff, rpc: str) -> Pit:
    """Somebody who may call it."""
    return staff[CALLERS.get(rpc, "boss")]


def parameters(house: House, rpc: str) -> list[tuple[str, str]]:
    """(name without its p_, type) of what the server says the RPC takes."""
    rows = house.connection.execute(
        "select substr(p.proargnames[n], 3), format_type(t, null)"
        " from pg_proc p, unnest(p.proargtypes) with ordinality as a (t, n)"
        " where p.proname = %s and p.pronamespace = 'pit'::regnamespace order by n",
        [rpc],
    ).fetchall()
    return [(str(name), str(kind)) for name, kind in rows]


def test_the_calls_here_are_all_there_are(house: House) -> None:
    rows = house.connection.execute(
        "select proname::text from pg_proc where pronamespace = 'pit'::regnamespace"
    ).fetchall()
    assert {row[0] for row in rows} == set(VALID)


def _looks_at_one_table(rpc: str) -> bool:
    """What looks at the whole floor has its turn while there are few tables on it."""
    return not any(word in rpc for word in ("_shift", "_board", "_metrics", "_hourly"))


WHOLE_FLOOR_FIRST = sorted(VALID, key=_looks_at_one_table)


@pytest.mark.parametrize("rpc", VALID)
def test_the_valid_call_succeeds(
    boss: Pit, staff: Staff, house: House, table: UUID, rpc: str
) -> None:
    rows = caller(staff, rpc).rows(rpc, **VALID[rpc](boss, house, table))
    assert all("id" in row for row in rows)


@pytest.mark.parametrize("rpc", WHOLE_FLOOR_FIRST)
def test_an_odd_value_in_any_argument_gets_a_row_or_a_code(
    boss: Pit, staff: Staff, house: House, rpc: str
) -> None:
    for name, kind in parameters(house, rpc):
        for odd in ODD_VALUES[kind]:
            arguments = {**VALID[rpc](boss, house, house.new_table()), name: odd}
            try:
                caller(staff, rpc).rows(rpc, **arguments)
            except psycopg.Error as error:
                assert_refusal(error, str(error.diag.message_primary))


@pytest.mark.parametrize("rpc", [rpc for rpc in COMMANDS if rpc not in WITHOUT_ANYTHING])
def test_nothing_at_all_is_a_missing_argument(staff: Staff, house: House, rpc: str) -> None:
    with refused("missing_argument"):
        caller(staff, rpc).rows(rpc, **{name: None for name, _ in parameters(house, rpc)})


def test_no_table_is_a_missing_argument_for_the_current_session(boss: Pit) -> None:
    with refused("missing_argument"):
        boss.rows("rpc_get_current_table_session", gaming_table_id=None)


@pytest.mark.parametrize("rpc", COMMANDS)
def test_a_bad_key_is_refused_and_a_fenced_one_never_applies(
    boss: Pit, staff: Staff, house: House, table: UUID, rpc: str
) -> None:
    arguments = VALID[rpc](boss, house, table)
    person = caller(staff, rpc)
    with refused("invalid_argument"):
        person.rows(rpc, **arguments, idempotency_key="")
    person.resolve(f"fence-{table}")
    with refused("idempotency_conflict"):
        person.rows(rpc, **arguments, idempotency_key=f"fence-{table}")


@pytest.mark.parametrize("rpc", NOTES)
def test_every_note_is_bounded_and_printable(
    boss: Pit, staff: Staff, house: House, table: UUID, rpc: str
) -> None:
    arguments = VALID[rpc](boss, house, table)
    person = caller(staff, rpc)
    for text, code in (
        (_LONG, "notes_too_long"),
        ("n" * 1_001, "notes_too_long"),
        ("\a", "invalid_text"),
    ):
        with refused(code):
            person.rows(rpc, **{**arguments, NOTES[rpc]: text})
    assert person.rows(rpc, **{**arguments, NOTES[rpc]: "n" * 1_000})


@pytest.mark.parametrize("rpc", [rpc for rpc in COMMANDS if rpc.endswith(("_session", "_rundown"))])
def test_unknown_and_foreign_tables_and_sessions_are_not_found(
    boss: Pit, boss2: Pit, staff: Staff, house: House, table: UUID, rpc: str
) -> None:
    arguments = VALID[rpc](boss, house, table)
    elsewhere = house.new_table("lakeside")
    foreign: dict[str, UUID] = {
        "gaming_table_id": elsewhere,
        "table_session_id": boss2.open(elsewhere)["id"],
    }
    (name,) = foreign.keys() & arguments.keys()
    for nowhere in (UUID(int=0), foreign[name]):
        with refused("table_not_found" if name == "gaming_table_id" else "session_not_found"):
            caller(staff, rpc).rows(rpc, **{**arguments, name: nowhere})


@pytest.mark.parametrize("rpc", VALID)
def test_inactive_staff_are_refused_before_anything_else(
    staff: Staff, house: House, rpc: str
) -> None:
    with house.inactive_staff("admin"), refused("forbidden"):
        staff["admin"].rows(rpc, **{name: None for name, _ in parameters(house, rpc)})


def test_the_servers_statuses_are_those_of_the_catalogue(house: House) -> None:
    for code, refusal in CATALOGUE.items():
        status = house.value(
            "select substring(prosrc from %s) from pg_proc where proname = 'fail'",
            f"'{code}'(?:(?!then).)*then ([0-9]+)",
        )
        if status is not None:
            assert int(status) == refusal.status, code
