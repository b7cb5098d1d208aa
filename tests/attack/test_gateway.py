"""Behind an HTTP gateway everybody is who their token is about, and may do what they may."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pitterm.database.gateways import allow_gateway, end_gateway, set_subject
from pitterm.database.logins import StaffRefused, login_exists
from tests.attack.attempts import DENIED, FORBIDDEN, ROLES, Answer, Arguments, attempt
from tests.attack.holdings import Holdings
from tests.attack.test_matrix import MAY_CALL, calls
from tests.databases import Database

PASSWORD = "in-the-test"
OWN_NAME = "select staff_name from pit.rpc_get_heartbeat()"
STAFF_SEEN = "select array_agg(distinct casino_id) from pit.staff"
LOG = "select id from pit.rpc_log_table_buyin_telemetry(%s, 2500, 'GRIND_BUYIN')"


class Gateway:
    """A login that speaks as PostgREST does: role and claims first, for one transaction."""

    def __init__(self, login: str, connection: Connection[TupleRow]) -> None:
        self.login = login
        self.connection = connection

    def asks(
        self,
        claims: object,
        statement: str,
        arguments: Arguments = None,
        group: str = "authenticated",
    ) -> Answer:
        """What a request with these verified claims is answered; nothing of it is kept."""
        said = claims if isinstance(claims, str) else json.dumps(claims)
        with self.connection.transaction(force_rollback=True):
            self.connection.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)",
                [group, said],
            )
            return attempt(self.connection, statement, arguments)


@pytest.fixture(scope="module")
def gateway(attacked: Database) -> Iterator[Gateway]:
    """PostgREST's own login, and a subject for everybody."""
    login = f"gateway_{uuid4().hex[:8]}"
    name = sql.Identifier(login)
    with attacked.connect_admin() as admin:
        allow_gateway(admin, login, PASSWORD)
        for each in (*ROLES, "boss2"):
            set_subject(admin, each, f"of-{each}")
    with attacked.connect(login, PASSWORD) as connection:
        yield Gateway(login, connection)
    with attacked.connect_admin() as admin:
        end_gateway(admin, login)
        admin.execute(sql.SQL("drop owned by {}").format(name))
        admin.execute(sql.SQL("drop role {}").format(name))


def make(admin: Connection[TupleRow], login: str) -> None:
    create = "create role {} noinherit login password {} in role authenticated, pit_display"
    admin.execute(sql.SQL(create).format(sql.Identifier(login), sql.Literal(PASSWORD)))


def test_the_matrix_holds_behind_it(admin: Connection[TupleRow], gateway: Gateway) -> None:
    """Whichever group the token names: a wrong one gives nobody more than they have."""
    for login, role in ROLES.items():
        for name, call in calls(admin).items():
            for group in ("authenticated", "pit_display"):
                answer = gateway.asks({"sub": f"of-{login}"}, call, group=group)
                where = (login, name, group, answer)
                if group == "pit_display" and "display" not in MAY_CALL[name]:
                    assert answer.sqlstate == DENIED, where
                elif role in MAY_CALL[name]:
                    assert answer.sqlstate in (None, "PT400"), where
                else:
                    assert answer.words[:2] == (FORBIDDEN, "forbidden"), where


def test_everybody_is_themselves_in_their_own_casino(
    gateway: Gateway, harbor: Holdings, lakeside: Holdings
) -> None:
    for login, own, other in (("boss", harbor, lakeside), ("boss2", lakeside, harbor)):
        claims = {"sub": f"of-{login}"}
        assert gateway.asks(claims, STAFF_SEEN).rows == (([own.casino],),)
        assert gateway.asks(claims, LOG, [own.running_table]).is_done
        assert gateway.asks(claims, LOG, [other.running_table]).code == "table_not_found"


@pytest.mark.parametrize(
    "claims",
    [
        "",
        "null",
        "[]",
        '"of-boss"',
        {},
        {"role": "service_role"},
        {"sub": None},
        {"sub": ""},
        {"sub": "of-BOSS"},
        {"sub": "of-boss "},
        {"sub": ["of-boss"]},
        {"sub": "boss"},
        {"SUB": "of-boss"},
        {"sub": "' or true --"},
    ],
)
def test_a_token_about_nobody_is_nobody(gateway: Gateway, claims: object) -> None:
    assert gateway.asks(claims, OWN_NAME).words[:2] == (FORBIDDEN, "forbidden")
    assert gateway.asks(claims, STAFF_SEEN).rows == ((None,),)


def test_one_request_leaves_nothing_for_the_next(gateway: Gateway) -> None:
    assert gateway.asks({"sub": "of-boss"}, OWN_NAME).is_done
    assert attempt(gateway.connection, OWN_NAME).sqlstate == DENIED
    with gateway.connection.transaction(force_rollback=True):
        gateway.connection.execute("set local role authenticated")
        assert attempt(gateway.connection, OWN_NAME).words[:2] == (FORBIDDEN, "forbidden")


def test_who_is_disabled_is_out_with_the_next_request(
    gateway: Gateway, admin: Connection[TupleRow], harbor: Holdings
) -> None:
    claims = {"sub": "of-floor"}
    assert gateway.asks(claims, OWN_NAME).is_done
    for statement, back in (
        (
            "select pit_private.set_staff_active('floor', false)",
            "select pit_private.set_staff_active('floor', true)",
        ),
        (
            "select pit_private.set_staff_subject('floor', null)",
            "select pit_private.set_staff_subject('floor', 'of-floor')",
        ),
    ):
        admin.execute(statement.encode())
        assert gateway.asks(claims, OWN_NAME).words[:2] == (FORBIDDEN, "forbidden")
        admin.execute(back.encode())
    assert gateway.asks(claims, LOG, [harbor.running_table]).is_done


def test_claims_are_believed_of_no_login_but_a_gateways(
    attacked: Database, gateway: Gateway, admin: Connection[TupleRow]
) -> None:
    claims = json.dumps({"sub": "of-boss2"})
    with attacked.connect("dealer") as dealer:
        dealer.execute("select set_config('request.jwt.claims', %s, false)", [claims])
        assert attempt(dealer, OWN_NAME).rows == (("Linh Tran",),)
    end_gateway(admin, gateway.login)
    assert gateway.asks({"sub": "of-boss"}, OWN_NAME).words[:2] == (FORBIDDEN, "forbidden")
    allow_gateway(admin, gateway.login, password=None)
    assert gateway.asks({"sub": "of-boss"}, OWN_NAME).is_done


def test_a_gateway_made_again_under_its_name_is_none(
    attacked: Database, admin: Connection[TupleRow]
) -> None:
    login = f"gateway_{uuid4().hex[:8]}"
    database, name = sql.Identifier(attacked.name), sql.Identifier(login)
    make(admin, login)
    admin.execute("select pit_private.allow_gateway(%s, true)", [login])
    admin.execute(sql.SQL("drop role {}").format(name))
    make(admin, login)
    try:
        admin.execute(sql.SQL("grant connect on database {} to {}").format(database, name))
        with attacked.connect(login, PASSWORD) as connection:
            again = Gateway(login, connection)
            answer = again.asks({"sub": "of-boss"}, OWN_NAME)
            assert answer.words[:2] == (FORBIDDEN, "forbidden")
    finally:
        admin.execute(sql.SQL("drop owned by {}").format(name))
        admin.execute(sql.SQL("drop role {}").format(name))


def test_a_subject_is_one_persons(admin: Connection[TupleRow], gateway: Gateway) -> None:
    for login, subject, words in (
        ("dealer", "of-boss", "That subject is somebody else's"),
        ("dealer", "", "A subject has 1 to 255"),
        (gateway.login, "of-it", "No staff member signs in as"),
    ):
        with pytest.raises(StaffRefused, match=words):
            set_subject(admin, login, subject)


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("boss", "invalid_argument"),
        ("wall", "invalid_argument"),
        ("postgres", "invalid_argument"),
        ("no-such-login", "entry_not_found"),
        ("authenticated", "entry_not_found"),
        ("pg_monitor", "entry_not_found"),
    ],
)
def test_neither_staff_nor_an_administrator_nor_a_group_becomes_a_gateway(
    admin: Connection[TupleRow], login: str, code: str
) -> None:
    assert attempt(admin, "select pit_private.allow_gateway(%s, true)", [login]).code == code


def test_a_login_that_cannot_be_told_from_another_is_not_made(
    admin: Connection[TupleRow], gateway: Gateway
) -> None:
    for login in ("", " ", "boss\n", gateway.login.ljust(64, "x")):
        assert not login_exists(admin, login)
        with pytest.raises(StaffRefused, match=r"^A login "):
            allow_gateway(admin, login, PASSWORD)
    longest = f"{gateway.login:x<63}"
    make(admin, longest)
    try:
        with pytest.raises(StaffRefused, match="There is no login"):
            allow_gateway(admin, f"{longest}x", password=None)
    finally:
        admin.execute(sql.SQL("drop role {}").format(sql.Identifier(longest)))


def test_whoever_may_become_more_is_no_gateway_and_a_gateway_is_nobody(
    attacked: Database, admin: Connection[TupleRow], gateway: Gateway, harbor: Holdings
) -> None:
    login = f"gateway_{uuid4().hex[:8]}"
    name = sql.Identifier(login)
    past_row_security = sql.Identifier(f"service_{uuid4().hex[:8]}")
    make(admin, login)
    admin.execute(sql.SQL("create role {} nologin bypassrls").format(past_row_security))
    powers = ("pit_identity", "pit_owner", "postgres", "pg_execute_server_program")
    try:
        for group in (*map(sql.Identifier, powers), past_row_security):
            admin.execute(sql.SQL("grant {} to {}").format(group, name))
            with pytest.raises(StaffRefused, match="is staff or administers the server"):
                allow_gateway(admin, login, password=None)
            admin.execute(sql.SQL("revoke {} from {}").format(group, name))
    finally:
        admin.execute(sql.SQL("drop role {}, {}").format(name, past_row_security))
    bind = "select pit_private.provision_staff(%s, %s, 'Everybody', 'pit_boss', false)"
    assert attempt(admin, bind, [harbor.casino, gateway.login]).code == "invalid_argument"


def test_the_audit_names_the_gateway_and_the_person(
    attacked: Database, gateway: Gateway, admin: Connection[TupleRow], harbor: Holdings
) -> None:
    with gateway.connection.transaction():
        gateway.connection.execute(
            "select set_config('role', 'authenticated', true),"
            """ set_config('request.jwt.claims', '{"sub": "of-boss"}', true)"""
        )
        gateway.connection.execute("select id from pit.rpc_sign_in()")
    told = admin.execute(
        "select kind, casino_id, staff_id from pit.audit_entry"
        " where login = %s or arguments ->> 'login' = %s order by logged_at",
        [gateway.login, gateway.login],
    ).fetchall()
    assert ("administration", harbor.casino, None) in told
    assert told[-1] == ("sign_in", harbor.casino, attacked.staff_id("boss"))
