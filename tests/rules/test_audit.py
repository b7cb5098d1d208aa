"""Every change, sign-in and refusal has its line: who, from where, what, before and after."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import CHIPS, Pit, Row, Staff, refused

TODAY = datetime.now(UTC)


@pytest.fixture(scope="module")
def auditor(staff: Staff) -> Pit:
    return staff["auditor"]


def of_table(auditor: Pit, table: UUID) -> list[Row]:
    return [line for line in auditor.audit(table_id=table) if line["kind"] == "command"]


def row_of(line: Row, column: str) -> Row:
    found = line[column]
    assert isinstance(found, dict)
    return found


def test_a_command_tells_who_what_and_what_came_of_it(
    boss: Pit, auditor: Pit, house: House
) -> None:
    table = house.new_table()
    key = f"audited-{table}"
    boss.connection.execute("set application_name = 'pitterm podium pit-2/pts/3'")
    session = boss.open(table, idempotency_key=key)
    (line,) = of_table(auditor, table)
    assert (line["login"], line["staff_id"]) == ("boss", boss.staff_id)
    assert line["terminal"] == "pitterm podium pit-2/pts/3"
    (address,) = boss.query("select host(inet_client_addr())")
    assert line["client_address"] == address["host"]
    assert (line["function_name"], line["idempotency_key"]) == ("rpc_open_table_session", key)
    assert line["arguments"] == {"p_gaming_table_id": str(table)}
    assert line["before"] is None
    assert row_of(line, "after")["id"] == str(session["id"])
    assert line["gaming_table_id"] == table


def test_a_step_tells_the_row_before_and_after_it(boss: Pit, auditor: Pit, table: UUID) -> None:
    session = boss.open(table)
    boss.rundown(session)
    boss.resume(session)
    boss.close(session, boss.count(table, "close"))
    moves = [
        (row_of(line, "before")["status"], row_of(line, "after")["status"])
        for line in of_table(auditor, table)
        if line["before"]
    ]
    assert moves == [("ACTIVE", "RUNDOWN"), ("RUNDOWN", "ACTIVE"), ("ACTIVE", "CLOSED")]


def test_every_step_of_a_slip_tells_its_state(
    boss: Pit, auditor: Pit, hands: Hands, table: UUID
) -> None:
    boss.open(table)
    hands.deposited("fill", table)
    hands.voided("fill", table)
    hands.withdrawn("credit", table)
    states = [
        (row_of(line, "before")["status"], row_of(line, "after")["status"])
        for line in of_table(auditor, table)
        if line["before"]
    ]
    assert ("VERIFIED_AT_TABLE", "DEPOSITED_IN_DROPBOX") in states
    assert ("ISSUED", "VERIFIED_AT_TABLE") in states
    assert ("ISSUED", "VOID") in states
    assert ("REQUESTED", "ISSUED") in states
    assert ("REQUESTED", "WITHDRAWN") in states


def test_a_replay_has_one_line_and_a_fence_its_own(
    boss: Pit, auditor: Pit, house: House, table: UUID
) -> None:
    for _ in range(3):
        boss.open(table, idempotency_key=f"once-{table}")
    for _ in range(3):
        boss.resolve(f"never-{table}")
    assert len(of_table(auditor, table)) == 1
    fences = [line for line in auditor.audit() if line["idempotency_key"] == f"never-{table}"]
    assert [line["function_name"] for line in fences] == ["rpc_resolve_command"]


def test_a_signature_is_found_under_its_table(
    boss: Pit, auditor: Pit, staff: Staff, table: UUID
) -> None:
    boss.open(table)
    staff["dealer"].sign(boss.drop(table), "drop")
    assert [line["login"] for line in of_table(auditor, table)] == ["boss", "boss", "dealer"]
    assert [line["login"] for line in auditor.audit(table_id=table, person="dealer")] == ["dealer"]


def test_the_audit_names_no_amount_of_a_box_that_is_not_released(
    boss: Pit, auditor: Pit, staff: Staff, table: UUID
) -> None:
    boss.open(table)
    drop = boss.drop(table)
    staff["count"].enter(drop, 765_432)
    staff["count2"].enter(drop, 765_432)
    for reader in (auditor, staff["admin"]):
        lines = [row for row in of_table(reader, table) if "drop_count" in row["function_name"]]
        assert len(lines) == 2
        assert "765432" not in str(lines)
    with auditor.connection.transaction(force_rollback=True):
        auditor.release(drop)
        assert "765432" not in str(of_table(auditor, table))
    auditor.release(drop)
    assert "765432" in str(of_table(auditor, table))


def test_a_transaction_does_not_read_what_it_has_written(
    auditor: Pit, boss: Pit, table: UUID, house: House
) -> None:
    before = len(auditor.audit())
    with auditor.connection.transaction(force_rollback=True):
        auditor.sign_in()
        assert len(auditor.audit()) == before
    assert len(auditor.audit()) == before


@pytest.mark.parametrize("login", ["boss", "dealer", "wall"])
def test_a_sign_in_has_its_line(staff: Staff, auditor: Pit, login: str) -> None:
    person = staff.sign_in(login)
    with person.connection.transaction():
        person.connection.execute("set transaction read write")
        arrival = person.sign_in()
    person.connection.close()
    assert (arrival["staff_id"], arrival["is_kept"]) == (person.staff_id, True)
    line = auditor.audit(kind="sign_in", person=login)[-1]
    assert line["arguments"] == {"role": arrival["staff_role"]}
    assert line["staff_name"] == arrival["staff_name"]


def test_a_display_signs_in_only_where_it_says_that_it_writes(staff: Staff) -> None:
    wall = staff.sign_in("wall")
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        wall.sign_in()
    wall.connection.close()


def test_nobody_fills_the_audit_by_signing_in(staff: Staff, auditor: Pit) -> None:
    kept = [staff["shift"].sign_in()["is_kept"] for _ in range(65)]
    assert kept == [True] * 60 + [False] * 5
    assert len(auditor.audit(kind="sign_in", person="shift")) == 60


def test_a_program_tells_of_a_refusal_without_its_arguments(
    staff: Staff, auditor: Pit, house: House
) -> None:
    cashier = staff["cashier"]
    number = house.change_number()
    noted = cashier.note_refusal("forbidden", "rpc_open_table_session", idempotency_key="k-1")
    assert house.change_number() == number
    (line,) = auditor.audit(kind="refusal", person="cashier")
    assert line["id"] == noted["id"]
    assert line["arguments"] == {"code": "forbidden"}
    assert (line["function_name"], line["idempotency_key"]) == ("rpc_open_table_session", "k-1")
    kept = [cashier.note_refusal("forbidden", "rpc_x")["is_kept"] for _ in range(35)]
    assert kept.count(True) == 29


@pytest.mark.parametrize(
    ("code", "function", "more", "answer"),
    [
        (None, "rpc_x", {}, "missing_argument"),
        ("forbidden", None, {}, "missing_argument"),
        ("Forbidden!", "rpc_x", {}, "invalid_argument"),
        ("forbidden", "drop table", {}, "invalid_argument"),
        ("forbidden", "rpc_x", {"idempotency_key": "with space"}, "invalid_argument"),
        ("$1,000", "rpc_x", {}, "invalid_argument"),
    ],
)
def test_a_refusal_that_is_told_is_words_and_nothing_else(
    staff: Staff, code: str | None, function: str | None, more: Row, answer: str
) -> None:
    with refused(answer):
        staff["security"].note_refusal(code, function, **more)


def test_what_leaves_the_screen_for_a_file_is_told_and_bounded(
    staff: Staff, auditor: Pit, house: House
) -> None:
    boss, number = staff["boss"], house.change_number()
    noted = boss.note_export("screenshot")
    assert house.change_number() == number
    (line,) = auditor.audit(kind="export", person="boss")
    assert (line["id"], line["arguments"]) == (noted["id"], {"what": "screenshot"})
    kept = [boss.note_export("list")["is_kept"] for _ in range(31)]
    assert kept == [True] * 29 + [False] * 2
    for what, answer in ((None, "missing_argument"), ("$1,000 on BJ-01", "invalid_argument")):
        with refused(answer):
            boss.note_export(what)


def test_only_auditor_and_admin_read_it(staff: Staff) -> None:
    for login in ("boss", "floor", "dealer", "security", "shift", "cashier", "count"):
        with refused("forbidden"):
            staff[login].audit()
    assert staff["admin"].audit()


def test_a_disabled_person_neither_signs_in_nor_tells(staff: Staff, house: House) -> None:
    with house.inactive_staff("security"):
        for call in (
            staff["security"].sign_in,
            lambda: staff["security"].note_refusal("forbidden", "rpc_x"),
            lambda: staff["security"].note_export("list"),
            staff["security"].audit,
        ):
            with refused("forbidden"):
                call()


def test_a_period_is_asked_for_as_everywhere(auditor: Pit) -> None:
    with refused("missing_argument"):
        auditor.audit(window_start=None)
    with refused("invalid_window"):
        auditor.audit(window_start=TODAY, window_end=TODAY - timedelta(days=1))
    with refused("invalid_argument"):
        auditor.audit(kind="gossip")
    assert (
        auditor.audit(window_start=TODAY - timedelta(days=9), window_end=TODAY - timedelta(days=8))
        == []
    )
    assert len(auditor.audit(limit=1)) == 1


def test_what_an_administrator_changes_is_told_with_the_row_before(
    house: House, auditor: Pit
) -> None:
    with house.setting(undo_seconds=7):
        pass
    taken, given_back = auditor.audit(kind="administration", person="postgres")[-2:]
    assert taken["function_name"] == "update casino_settings"
    assert (row_of(taken, "before")["undo_seconds"], row_of(taken, "after")["undo_seconds"]) == (
        120,
        7,
    )
    assert row_of(given_back, "after")["undo_seconds"] == 120
    assert taken["staff_id"] is None


def test_a_staff_member_and_a_table_are_told_when_they_come(house: House, auditor: Pit) -> None:
    house.new_colleague("security")
    table = house.new_table()
    told = [line["function_name"] for line in auditor.audit(kind="administration")]
    assert "insert staff" in told
    (line,) = auditor.audit(kind="administration", table_id=table)
    assert line["function_name"] == "insert gaming_table"


def test_what_is_written_again_as_it_was_is_no_change(house: House, auditor: Pit) -> None:
    before = len(auditor.audit(kind="administration"))
    house.connection.execute("update pit.staff set name = name")
    assert len(auditor.audit(kind="administration")) == before


def test_another_casino_reads_its_own_lines_only(staff: Staff, boss2: Pit, auditor: Pit) -> None:
    boss2.sign_in()
    assert auditor.audit(person="boss2") == []


REWRITES: tuple[LiteralString, ...] = (
    "update pit.audit_entry set login = 'somebody'",
    "delete from pit.audit_entry",
    "truncate pit.audit_entry",
)


@pytest.mark.parametrize("statement", REWRITES)
@pytest.mark.parametrize("role", [None, "pit_owner", "pit_identity"])
def test_nobody_rewrites_it(
    house: House, role: LiteralString | None, statement: LiteralString
) -> None:
    with house.connection.transaction(force_rollback=True):
        if role is not None:
            house.connection.execute(f"set local role {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), house.connection.transaction():
            house.connection.execute(statement)


@pytest.mark.parametrize("statement", [*REWRITES, "select * from pit.audit_entry"])
def test_no_login_touches_the_table(staff: Staff, statement: LiteralString) -> None:
    for login in ("boss", "auditor", "admin"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            staff[login].connection.execute(statement)


def server_log(house: House, awaited: str) -> str:
    """What the server wrote down, once this is in it: it writes behind everybody's back."""
    place = Path(house.value("select current_setting('data_directory')"))
    for _ in range(200):
        text = "".join(each.read_text(errors="replace") for each in place.glob("log/server-*.log"))
        if awaited in text:
            return text
        time.sleep(0.05)
    raise AssertionError(f"{awaited} is not in the server's log")


def test_a_refusal_stands_in_the_servers_log_and_nowhere_else(
    boss: Pit, house: House, table: UUID
) -> None:
    key = f"logged-{table}"
    told: list[str] = []
    boss.connection.add_notice_handler(lambda notice: told.append(str(notice.message_primary)))
    boss.connection.execute("set client_min_messages = log")
    with refused("no_live_session"):
        boss.buy_in(table, 7_654_321, idempotency_key=key)
    boss.connection.execute("reset client_min_messages")
    assert told == []
    log = server_log(house, f"key={key}")
    (line,) = (line for line in log.splitlines() if key in line)
    assert line.endswith(
        "pitterm refused: code=no_live_session"
        f" function=rpc_log_table_buyin_telemetry login=boss key={key}"
    )
    assert "7654321" not in log


def test_whoever_has_no_staff_cannot_write_into_the_servers_log(staff: Staff, house: House) -> None:
    dealer = staff.sign_in("dealer")
    dealer.connection.execute(
        "select set_config('app.idempotency_key', E'x\\nFATAL: forged', false)"
    )
    with house.inactive_staff("dealer"), refused("forbidden"):
        dealer.heartbeat()
    dealer.connection.close()
    awaited = "code=forbidden function=rpc_get_heartbeat login=dealer key=-"
    assert "forged" not in server_log(house, awaited)


def test_every_count_and_box_is_told(boss: Pit, auditor: Pit, table: UUID) -> None:
    boss.open(table)
    calls: list[Callable[[], Row]] = [
        lambda: boss.count(table, "rundown", CHIPS),
        lambda: boss.drop(table),
        lambda: boss.buy_in(table),
    ]
    for call in calls:
        row = call()
        assert row_of(of_table(auditor, table)[-1], "after")["id"] == str(row["id"])
