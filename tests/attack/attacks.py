"""Attacks on a scratch copy; each tells whether it got through."""

from dataclasses import dataclass
from uuid import uuid4

from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.demo import DEMO_PASSWORD
from tests.attack.archive import COUNTED_CENTS, SECRET_CENTS
from tests.attack.attempts import attempt
from tests.attack.holdings import Holdings
from tests.databases import Database


@dataclass(frozen=True, slots=True)
class Scene:
    """A scratch copy with both casinos furnished, and who attacks it."""

    database: Database
    admin: Connection[TupleRow]
    harbor: Holdings
    lakeside: Holdings

    def sees(self, login: str, query: str, setting: tuple[str, str] | None = None) -> object:
        """The first value a login is shown, or the SQLSTATE it is refused with."""
        with self.database.connect(login) as connection:
            connection.execute("set default_transaction_read_only = off")
            if setting:
                connection.execute("select set_config(%s, %s, false)", setting)
            answer = attempt(connection, query)
        return answer.rows[0][0] if answer.rows else answer.sqlstate


def reads_lakeside(scene: Scene) -> bool:
    return scene.sees("boss", "select count(distinct casino_id) from pit.staff") == 2


def reads_lakeside_by_setting(scene: Scene) -> bool:
    setting = ("app.casino_id", str(scene.lakeside.casino))
    count = f"select count(*) from pit.visit where casino_id = '{scene.lakeside.casino}'"
    return scene.sees("boss", count, setting) == 2


def reads_through_a_forgetful_rpc(scene: Scene) -> bool:
    """An RPC that forgot its `where` is still held to the owner's policy."""
    scene.admin.execute(
        "create or replace function pit.rpc_forgetful() returns bigint language sql"
        " security definer as 'select count(distinct casino_id) from pit.table_session';"
        " alter function pit.rpc_forgetful() owner to pit_owner"
    )
    return scene.sees("dealer", "select pit.rpc_forgetful()") == 2


def empties_a_table(scene: Scene) -> bool:
    return scene.sees("dealer", "truncate pit.casino_settings") is None


def makes_itself_admin(scene: Scene) -> bool:
    call = "select pit_private.set_staff_role('dealer', 'admin', true)"
    return scene.sees("dealer", call) != "42501"


def reads_the_par_while_counting(scene: Scene) -> bool:
    return scene.sees("count", "select max(par_cents) from pit.gaming_table") != "42501"


def reads_the_tray_while_counting(scene: Scene) -> bool:
    query = "select total_cents from pit.table_inventory_snapshot"
    return scene.sees("count", query) == SECRET_CENTS


def reads_the_other_counters_entry(scene: Scene) -> bool:
    query = "select count(distinct entered_by_staff_id) from pit.drop_count_entry"
    return scene.sees("count", query) == 2


def tries_out_the_other_counters_amount(scene: Scene) -> bool:
    """Amounts entered and taken back, one after the other, until one agrees."""
    enter = "select id from pit.rpc_enter_drop_count(%s, %s)"
    with scene.database.connect("count") as first:
        attempt(first, enter, [scene.harbor.drop, COUNTED_CENTS])
    answers = set()
    with scene.database.connect("count2") as second:
        for guess in (COUNTED_CENTS, COUNTED_CENTS + 1):
            with second.transaction(force_rollback=True):
                attempt(second, enter, [scene.harbor.drop, guess])
                with second.transaction(force_rollback=True):
                    answers.add(attempt(second, enter, [scene.harbor.drop, guess]).code)
    return len(answers) == 2


def _after_a_release(scene: Scene, query: str) -> bool:
    """Whether the amount is seen by who releases it, before they take the release back."""
    release = "select to_jsonb(n) from pit.rpc_release_drop_count(%s) n"
    with scene.database.connect("auditor") as auditor, auditor.transaction(force_rollback=True):
        seen = [attempt(auditor, release, [scene.harbor.agreed_session_drop])]
        seen.append(attempt(auditor, query))
    return str(COUNTED_CENTS) in repr(seen)


def looks_at_a_count_and_takes_its_release_back(scene: Scene) -> bool:
    return _after_a_release(scene, "select amount_cents from pit.drop_count")


def looks_at_a_rundown_and_takes_its_release_back(scene: Scene) -> bool:
    return _after_a_release(scene, "select counted_win_cents from pit.table_rundown")


def looks_at_a_win_and_takes_its_release_back(scene: Scene) -> bool:
    return _after_a_release(
        scene,
        "select counted_win_cents from pit.rpc_shift_table_metrics("
        "now() - interval '35 days', now() - interval '25 days')",
    )


def guesses_an_amount_while_counting(scene: Scene) -> bool:
    """The planner's expectation tells how many amounts are below one that is asked for."""
    scene.admin.execute(
        "insert into pit.table_buyin_telemetry (casino_id, gaming_table_id, amount_cents,"
        " telemetry_kind, tender_type, occurred_at, actor_id, idempotency_key)"
        " select casino_id, gaming_table_id, amount_cents, 'GRIND_BUYIN', tender_type, occurred_at,"
        " actor_id, gen_random_uuid() from pit.table_buyin_telemetry, generate_series(1, 50)"
    )
    scene.admin.execute("analyze pit.table_buyin_telemetry")
    query = "explain (format json) select from pit.table_buyin_telemetry where amount_cents < {}"
    few, many = (
        _expected_rows(scene.sees("count", query.format(amount)))
        for amount in (1, SECRET_CENTS * 2)
    )
    return few != many


def _expected_rows(plan: object) -> int:
    assert isinstance(plan, list)
    rows = plan[0]["Plan"]["Plan Rows"]
    assert isinstance(rows, int)
    return rows


def acts_from_an_old_snapshot(scene: Scene) -> bool:
    """A person who was disabled goes on in the transaction they kept open."""
    with scene.database.connect("boss") as boss:
        boss.execute("begin isolation level repeatable read")
        attempt(boss, "select count(*) from pit.casino")
        scene.admin.execute("select pit_private.set_staff_active('boss', false)")
        done = attempt(boss, "select pit.rpc_open_table_session(%s)", [scene.harbor.free_table])
        boss.execute("rollback")
    scene.admin.execute("select pit_private.set_staff_active('boss', true)")
    return done.is_done


def moves_a_session_without_a_role(scene: Scene) -> bool:
    scene.admin.execute(
        "alter table pit.staff drop constraint if exists staff_role_check;"
        " alter table pit.staff alter role drop not null;"
        " update pit.staff set role = null where name = 'Linh Tran'"
    )
    call = f"select status from pit.rpc_open_table_session('{scene.harbor.free_table}')"
    return scene.sees("dealer", call) == "ACTIVE"


def reads_tables_from_the_wall(scene: Scene) -> bool:
    scene.admin.execute("select pit_private.set_staff_role('floor', 'display', true)")
    return scene.sees("floor", "select count(*) from pit.table_session") != 0


def is_admin_in_a_table_of_its_own(scene: Scene) -> bool:
    """The identity is looked up in a temporary table of the caller's."""
    with scene.database.connect("dealer") as dealer:
        attempt(
            dealer,
            "create temp table staff (id uuid, casino_id uuid, name text, role text,"
            " is_active boolean default true, shows_money boolean default false)",
        )
        attempt(
            dealer,
            "insert into pg_temp.staff (id, casino_id, name, role) values (%s, %s, 'Me', 'admin')",
            [scene.database.staff_id("dealer"), scene.harbor.casino],
        )
        attempt(dealer, "grant select on pg_temp.staff to public")
        dealer.execute("set search_path = pg_temp, pit")
        answer = attempt(dealer, "select staff_role from pit.rpc_get_heartbeat()")
    return answer.rows == (("admin",),)


def brings_an_equality_of_its_own(scene: Scene) -> bool:
    """A dealer for whom every role equals every other."""
    call = f"select status from pit.rpc_open_table_session('{scene.harbor.free_table}')"
    with scene.database.connect("dealer") as dealer:
        attempt(
            dealer,
            "create or replace function public.always(text, text) returns boolean"
            " language sql strict as 'select true'",
        )
        attempt(
            dealer,
            "create operator public.= (leftarg = text, rightarg = text, function = public.always)",
        )
        dealer.execute("set search_path = public, pg_catalog")
        return attempt(dealer, call).rows == (("ACTIVE",),)


def inherits_a_login(scene: Scene) -> bool:
    """Whoever is given the name of a login that is gone is taken for its staff member."""
    login = f"leaver_{uuid4().hex[:8]}"
    make = f"create role {login} login password '{DEMO_PASSWORD}' in role authenticated"
    scene.admin.execute(make.encode())
    try:
        scene.admin.execute(
            "select pit_private.provision_staff(%s, %s, 'Ann', 'pit_boss', false)",
            [scene.harbor.casino, login],
        )
        scene.admin.execute(f"drop role {login}".encode())
        scene.admin.execute(make.encode())
        return scene.sees(login, "select staff_name from pit.rpc_get_heartbeat()") == "Ann"
    finally:
        scene.admin.execute(f"drop role {login}".encode())
