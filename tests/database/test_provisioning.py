"""Staff and the logins they sign in with."""

import itertools
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pitterm.database.drift import differences
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.gateways import allow_gateway, end_gateway
from pitterm.database.logins import StaffRefused
from pitterm.database.provisioning import (
    add_staff,
    casino_id_of,
    disable_staff,
    enable_staff,
    role_named,
    set_password,
    set_role,
    staff_roster,
)
from pitterm.domain.staff import Role
from tests.databases import Database

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


@pytest.fixture
def admin(database: Database) -> Iterator[Connection[TupleRow]]:
    with database.connect_admin() as connection:
        yield connection


@pytest.fixture
def login() -> str:
    """A name nobody has."""
    return f"Jo {next(_numbers)}; drop"


def add(admin: Connection[TupleRow], login: str, role: Role = Role.DEALER) -> None:
    add_staff(admin, casino="harbor", login=login, password=PASSWORD, name="Jo Park", role=role)


def stored(admin: Connection[TupleRow], login: str) -> tuple[object, ...]:
    row = admin.execute(
        "select rolcanlogin, rolinherit, rolsuper or rolcreaterole or rolcreatedb"
        " or rolreplication or rolbypassrls, rolconnlimit, rolpassword from pg_authid"
        " where rolname = %s",
        [login],
    ).fetchone()
    assert row is not None
    return row


def test_a_new_dealer_signs_in_as_who_they_are(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    with database.connect(login, PASSWORD) as jo:
        asked = jo.execute(
            "select staff_name, staff_role, casino_name from pit.rpc_get_heartbeat()"
        )
        assert asked.fetchone() == ("Jo Park", "dealer", "Harbor")
    assert differences(database.admin_conninfo) == []


def test_podiums_that_run_hear_of_whoever_comes_leaves_or_works_as_another(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    heard = set()
    with database.connect("boss") as boss:

        def hear() -> None:
            mark = "select house_version, change_number from pit.rpc_get_heartbeat()"
            heard.add(boss.execute(mark.encode()).fetchone())

        hear()
        add(admin, login)
        hear()
        set_role(admin, login, Role.CASHIER)
        hear()
        disable_staff(admin, login)
        hear()
        enable_staff(admin, login)
        hear()
    assert {len(heard), *(len(set(column)) for column in zip(*heard, strict=True))} == {5}


def test_a_name_that_is_cut_short_to_a_login_is_nobodys(
    database: Database, admin: Connection[TupleRow]
) -> None:
    longest = f"{'long':x<63}"
    add(admin, longest)
    for call, *arguments in (
        ("set_staff_active(%s, %s)", False),
        ("set_staff_role(%s, %s, %s)", "cashier", False),
        ("set_staff_name(%s, %s)", "Somebody Else"),
        ("set_staff_subject(%s, %s)", "somebody-else"),
    ):
        with pytest.raises(psycopg.Error, match=f"as {longest}x") as refused:
            admin.execute(f"select pit_private.{call}".encode(), [f"{longest}x", *arguments])
        assert refused.value.sqlstate == "PT404"
    with pytest.raises(psycopg.Error, match=f"There is no login {longest}x"):
        admin.execute(
            "select pit_private.provision_staff(id, %s, 'Jo', 'dealer', false)"
            " from pit.casino where slug = 'harbor'",
            [f"{longest}x"],
        )
    admin.execute("select pit_private.record_password(%s)", [f"{longest}x"])
    told = admin.execute(
        "select from pit.audit_entry where arguments ->> 'login' = %s", [f"{longest}x"]
    )
    assert told.fetchall() == []


def test_a_gateway_is_no_staff_and_nothing_the_check_would_name(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    allow_gateway(admin, login, PASSWORD)
    assert stored(admin, login)[:4] == (True, False, False, -1)
    assert differences(database.admin_conninfo) == []
    with pytest.raises(StaffRefused, match="is staff or administers"):
        allow_gateway(admin, "boss", password=None)
    end_gateway(admin, login)
    admin.execute(sql.SQL("drop owned by {}").format(sql.Identifier(login)))


def test_a_login_has_no_power_and_no_connection_limit(
    admin: Connection[TupleRow], login: str
) -> None:
    admin.execute("set scram_iterations = 4096")
    add(admin, login)
    *attributes, verifier = stored(admin, login)
    assert attributes == [True, True, False, -1]
    assert str(verifier).startswith("SCRAM-SHA-256$4096:")


def test_the_rights_of_the_group_come_by_inheritance_and_not_by_set_role(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    options = admin.execute(
        "select roleid::regrole::text, inherit_option, set_option, admin_option"
        " from pg_auth_members where member = to_regrole(quote_ident(%s))",
        [login],
    )
    assert options.fetchall() == [("authenticated", True, False, False)]


def test_a_password_never_reaches_the_servers_log(
    server: EmbeddedServer, admin: Connection[TupleRow], login: str
) -> None:
    admin.execute("set log_statement = 'all'")
    add(admin, login)
    set_password(admin, login, PASSWORD + "!")
    logs = [log.read_text() for log in (server.data_dir / "postgres/log").glob("*.log")]
    assert any(f'create role "{login}" login' in log for log in logs)
    assert not any(PASSWORD in log for log in logs)


def test_a_display_reads_and_nothing_else(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login, Role.DISPLAY)
    with database.connect(login, PASSWORD) as display:
        assert display.execute("show transaction_read_only").fetchone() == ("on",)
        assert display.execute("select count(*) from pit.rpc_get_pit_board()").fetchone() == (28,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            display.execute("select * from pit.staff")


def test_a_login_that_exists_is_refused_and_left_as_it_is(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    admin.execute(sql.SQL("create role {} createdb").format(sql.Identifier(login)))
    before = stored(admin, login)
    with pytest.raises(StaffRefused, match=f"The login {login} exists already"):
        add(admin, login)
    assert stored(admin, login) == before
    assert login not in {entry.login for entry in staff_roster(admin)}


def test_what_fails_halfway_leaves_no_login(admin: Connection[TupleRow], login: str) -> None:
    admin.execute("alter table pit.staff add constraint nobody check (false) not valid")
    with pytest.raises(psycopg.errors.CheckViolation):
        add(admin, login)
    assert admin.execute("select from pg_roles where rolname = %s", [login]).fetchone() is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"casino": "harbour"}, "There is no casino harbour. Those there are: harbor, lakeside."),
        ({"login": ""}, "The login is missing."),
        ({"login": "ü" * 32}, "A login has at most 63 bytes. Choose a shorter one."),
        ({"login": "jo\x1b[2J"}, "The login has characters that cannot be kept"),
        ({"login": "pg_jo"}, "The server keeps that login to itself"),
        ({"name": " "}, "The name is missing."),
        ({"name": "x" * 65}, "The name has 65 characters; 64 fit."),
        ({"password": ""}, "The password is empty. Choose one."),
    ],
)
def test_what_cannot_be_a_staff_member_is_refused_with_a_sentence(
    admin: Connection[TupleRow], wrong: dict[str, str], sentence: str
) -> None:
    given = {"casino": "harbor", "login": "jo", "password": PASSWORD, "name": "Jo"} | wrong
    with pytest.raises(StaffRefused) as refused:
        add_staff(
            admin,
            casino=given["casino"],
            login=given["login"],
            password=given["password"],
            name=given["name"],
            role=Role.DEALER,
        )
    assert str(refused.value).startswith(sentence)
    assert refused.value.exit_code == 2


def test_an_unknown_role_is_answered_with_the_nearest() -> None:
    with pytest.raises(StaffRefused, match=r"There is no role pitboss\. Mean pit_boss\?"):
        role_named("pitboss")


def test_a_disabled_person_is_out_at_once_and_cannot_come_back(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    with database.connect(login, PASSWORD) as jo:
        jo.execute("select * from pit.rpc_get_heartbeat()")
        disable_staff(admin, login)
        with pytest.raises(psycopg.Error, match="forbidden"):
            jo.execute("select * from pit.rpc_get_heartbeat()")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        database.connect(login, PASSWORD)
    assert differences(database.admin_conninfo) == []
    enable_staff(admin, login)
    with database.connect(login, PASSWORD) as jo:
        jo.execute("select * from pit.rpc_get_heartbeat()")


def test_a_person_is_shut_out_even_where_the_login_cannot_be(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    admin.execute("grant pit_identity to dealer")
    try:
        with database.connect("dealer") as powerless, pytest.raises(StaffRefused):
            disable_staff(powerless, login)
    finally:
        admin.execute("revoke pit_identity from dealer")
    [entry] = [entry for entry in staff_roster(admin) if entry.login == login]
    assert (entry.is_active, entry.may_sign_in) == (False, True)


def test_a_new_password_replaces_the_old_one(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    set_password(admin, login, "another")
    with database.connect(login, "another") as jo:
        jo.execute("select 1")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        database.connect(login, PASSWORD)


def test_becoming_a_display_and_back_moves_the_login_between_the_groups(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    for role, read_only in ((Role.DISPLAY, "on"), (Role.PIT_BOSS, "off")):
        set_role(admin, login, role)
        assert differences(database.admin_conninfo) == []
        with database.connect(login, PASSWORD) as jo:
            assert jo.execute("show transaction_read_only").fetchone() == (read_only,)
            asked = jo.execute("select staff_role from pit.rpc_get_heartbeat()")
            assert asked.fetchone() == (role.value,)


def test_a_group_another_administrator_granted_is_taken_back_too(
    database: Database, admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login)
    other = sql.Identifier(f"{login} granter")
    admin.execute(sql.SQL("create role {}").format(other))
    admin.execute(sql.SQL("grant authenticated to {} with admin option").format(other))
    admin.execute(
        sql.SQL("grant authenticated to {} granted by {}").format(sql.Identifier(login), other)
    )
    try:
        set_role(admin, login, Role.DISPLAY)
        assert differences(database.admin_conninfo) == []
    finally:
        admin.execute(sql.SQL("drop role {}").format(other))


def test_money_is_shown_and_hidden_without_touching_the_role(
    admin: Connection[TupleRow], login: str
) -> None:
    add(admin, login, Role.DISPLAY)
    for shows in (True, False):
        set_role(admin, login, shows_money=shows)
        [entry] = [entry for entry in staff_roster(admin) if entry.login == login]
        assert (entry.role, entry.shows_money) == ("display", shows)


@pytest.mark.parametrize(
    "change",
    [
        disable_staff,
        enable_staff,
        lambda admin, login: set_password(admin, login, PASSWORD),
        lambda admin, login: set_role(admin, login, Role.DEALER),
    ],
)
def test_a_login_that_is_nobodys_is_never_touched(
    admin: Connection[TupleRow], change: Callable[[Connection[TupleRow], str], None]
) -> None:
    before = stored(admin, "postgres")
    with pytest.raises(StaffRefused, match="No staff member signs in as postgres"):
        change(admin, "postgres")
    assert stored(admin, "postgres") == before


def test_whoever_is_not_the_administrator_is_told_so(database: Database) -> None:
    with database.connect("boss") as boss:
        with pytest.raises(StaffRefused, match="The server does not allow it"):
            add(boss, "jo")
        with pytest.raises(StaffRefused, match="The server does not allow it"):
            staff_roster(boss)


def test_a_database_without_a_pit_says_what_to_do(server: EmbeddedServer) -> None:
    conninfo = server.admin_conninfo("postgres")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        with pytest.raises(StaffRefused, match=r"no pit in it\. Run pitterm db migrate\."):
            casino_id_of(connection, "harbor")
        with pytest.raises(StaffRefused, match=r"no pit in it\. Run pitterm db migrate\."):
            staff_roster(connection)
