"""What the RPCs cost, against the same statements written by hand and sent one by one.

By hand nobody asks who is calling, which role they have and whether their text is printable, and
the superuser is not held by row security; the rows, keys, triggers and the notification are the
same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from benchmarks.casinos import House, build_houses
from benchmarks.floor import bare_server
from benchmarks.measure import Result
from benchmarks.pgbench import Client, throughput
from pitterm.database.demo import DEMO_PASSWORD
from pitterm.database.embedded import EmbeddedServer

CLIENTS = (1, 8, 32)
SECONDS = 4
_NUMBER = "\\set n random(1, 9000000000000000000)\n"
_BUYIN = (
    _NUMBER
    + """
select id from pit.rpc_log_table_buyin_telemetry(
  p_table_id => :table, p_amount_cents => 2500, p_telemetry_kind => 'GRIND_BUYIN',
  p_idempotency_key => (:n)::bigint::text
);
"""
)
_OPEN_CLOSE = (
    _NUMBER
    + """
select id as session from pit.rpc_open_table_session(:table, 'open-' || (:n)::bigint) \\gset
select id as count from pit.rpc_log_table_inventory_snapshot(
  p_table_id => :table, p_snapshot_type => 'close', p_chipset => '{"2500": 40}',
  p_counted_with => :colleague, p_idempotency_key => 'count-' || (:n)::bigint
) \\gset
select id from pit.rpc_close_table_session(
  p_table_session_id => :session, p_closing_inventory_snapshot_id => :count,
  p_idempotency_key => 'close-' || (:n)::bigint
);
"""
)


def _command(key: str, function: str, arguments: str) -> str:
    return f"""
insert into pit.command_log (casino_id, idempotency_key, function_name, arguments, actor_id)
values (:casino, '{key}-' || (:n)::bigint, '{function}', {arguments}, :boss)
on conflict (casino_id, idempotency_key) do nothing;
"""


def _finish(key: str, function: str, arguments: str, result: str) -> str:
    return f"""
update pit.command_log set result = {result}
where casino_id = :casino and idempotency_key = '{key}-' || (:n)::bigint;
insert into pit.audit_entry (
  id, casino_id, staff_id, kind, login, terminal, function_name, idempotency_key, arguments, after
) values (
  gen_random_uuid(), :casino, :boss, 'command', session_user, current_setting('application_name'),
  '{function}', '{key}-' || (:n)::bigint, {arguments}, {result}
);
update pit.casino_change set change_number = change_number + 1 where casino_id = :casino;
select pg_notify('pitterm', '');
commit;
"""


_LOCK = "select id from pit.gaming_table where casino_id = :casino and id = :table" + (
    " for no key update;\n"
)
_LIVE = """
select count(*) as live from pit.table_session
where casino_id = :casino and gaming_table_id = :table and status <> 'CLOSED' \\gset
"""
_ENTRY_ARGUMENTS = (
    "jsonb_build_object('p_table_id', (:table)::uuid, 'p_amount_cents', 2500,"
    " 'p_telemetry_kind', 'GRIND_BUYIN', 'p_tender_type', 'cash')"
)
_ENTRY = (
    "(select to_jsonb(b) from pit.table_buyin_telemetry b where b.casino_id = :casino"
    " and b.idempotency_key = 'entry-' || (:n)::bigint)"
)
_BUYIN_BY_HAND = (
    _NUMBER
    + "begin;\n"
    + _command("entry", "rpc_log_table_buyin_telemetry", _ENTRY_ARGUMENTS)
    + _LOCK
    + _LIVE
    + """
insert into pit.table_buyin_telemetry (
  casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, occurred_at, actor_id,
  idempotency_key
) values (
  :casino, :table, 2500, 'GRIND_BUYIN', 'cash', clock_timestamp(), :boss, 'entry-' || (:n)::bigint
);
"""
    + _finish("entry", "rpc_log_table_buyin_telemetry", _ENTRY_ARGUMENTS, _ENTRY)
)
_SESSION = (
    "(select to_jsonb(s) from pit.table_session s where s.casino_id = :casino"
    " and s.gaming_table_id = :table and s.id = :session)"
)
_COUNT = (
    "(select to_jsonb(c) from pit.table_inventory_snapshot c where c.casino_id = :casino"
    " and c.gaming_table_id = :table and c.id = :count)"
)
_TABLE_ARGUMENT = "jsonb_build_object('p_gaming_table_id', (:table)::uuid)"
_COUNT_ARGUMENTS = (
    "jsonb_build_object('p_table_id', (:table)::uuid, 'p_snapshot_type', 'close',"
    " 'p_chipset', '{\"2500\": 40}'::jsonb, 'p_counted_with', (:colleague)::uuid)"
)
_CLOSE_ARGUMENTS = (
    "jsonb_build_object('p_table_session_id', (:session)::uuid,"
    " 'p_closing_inventory_snapshot_id', (:count)::uuid)"
)


def _transition(name: str, before: str, after: str) -> str:
    return f"""
insert into pit.table_session_event (
  casino_id, gaming_table_id, table_session_id, transition, from_status, to_status, actor_id,
  occurred_at
) values (:casino, :table, :session, '{name}', {before}, '{after}', :boss, clock_timestamp());
"""


_OPEN_CLOSE_BY_HAND = (
    _NUMBER
    + "begin;\n"
    + _command("open", "rpc_open_table_session", _TABLE_ARGUMENT)
    + _LOCK
    + _LIVE
    + """
select coalesce(
  (
    select s.closing_inventory_snapshot_id from pit.table_session s
    where s.casino_id = :casino and s.gaming_table_id = :table and s.status = 'CLOSED'
    order by s.closed_at desc limit 1
  )::text, ''
) as expected \\gset
insert into pit.table_session (
  casino_id, gaming_table_id, shift_id, status, opening_count_required, opened_at,
  opened_by_staff_id, expected_inventory_snapshot_id
) values (
  :casino, :table, (select h.id from pit.shift h where h.casino_id = :casino limit 1), 'ACTIVE',
  false, clock_timestamp(), :boss, nullif(:expected, '')::uuid
) returning id as session \\gset
"""
    + _transition("open", "null", "ACTIVE")
    + _finish("open", "rpc_open_table_session", _TABLE_ARGUMENT, _SESSION)
    + "begin;\n"
    + _command("count", "rpc_log_table_inventory_snapshot", _COUNT_ARGUMENTS)
    + _LOCK
    + _LIVE
    + """
insert into pit.table_inventory_snapshot (
  casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, counted_at,
  recorded_by_staff_id, counted_with_staff_id
) values (
  :casino, :table, :session, 'close', '{"2500": 40}', clock_timestamp(), :boss, :colleague
) returning id as count \\gset
"""
    + _finish("count", "rpc_log_table_inventory_snapshot", _COUNT_ARGUMENTS, _COUNT)
    + "begin;\n"
    + _command("close", "rpc_close_table_session", _CLOSE_ARGUMENTS)
    + _LOCK
    + """
update pit.table_session
set status = 'CLOSED', closed_at = clock_timestamp(), closed_by_staff_id = :boss,
  close_reason = 'counted', closing_inventory_snapshot_id = :count
where casino_id = :casino and id = :session;
"""
    + _transition("close", "'ACTIVE'", "CLOSED")
    + """
select pit_private.refresh_rundown(:casino, :session);
"""
    + _finish("close", "rpc_close_table_session", _CLOSE_ARGUMENTS, _SESSION)
)


@dataclass(frozen=True)
class _Deed:
    name: str
    by_rpc: str
    by_hand: str


_DEEDS = (
    _Deed("buy-in", _BUYIN, _BUYIN_BY_HAND),
    _Deed("open, count, close", _OPEN_CLOSE, _OPEN_CLOSE_BY_HAND),
)


async def run() -> list[Result]:
    """Each client in a casino of its own, then all of them in one."""
    results = []
    with bare_server() as server:
        houses = build_houses(server, max(CLIENTS))
        for deed in _DEEDS:
            tables = [(house, 0) for house in houses]
            if deed is _DEEDS[0]:
                _open(server, houses)
            for clients in CLIENTS:
                name = f"rpc: {deed.name}, {clients} client{'s' * (clients > 1)}"
                results.append(_compare(server, deed, name, tables[:clients]))
            one = [(houses[0], number) for number in range(8)]
            results.append(_compare(server, deed, f"rpc: {deed.name}, 8 in one casino", one))
            if deed is _DEEDS[0]:
                _shut(server)
    return results


def _open(server: EmbeddedServer, houses: Sequence[House]) -> None:
    for house in houses:
        with psycopg.connect(
            server.conninfo(), user=house.login, password=DEMO_PASSWORD, autocommit=True
        ) as boss:
            for table in house.tables[:8]:
                boss.execute("select id from pit.rpc_open_table_session(%s)", [table])


def _shut(server: EmbeddedServer) -> None:
    """Cancelled sessions leave no figure behind that the next deed would have to compute."""
    with psycopg.connect(server.admin_conninfo(), autocommit=True) as administrator:
        administrator.execute(
            "update pit.table_session set status = 'CLOSED', closed_at = clock_timestamp(),"
            " closed_by_staff_id = opened_by_staff_id, close_reason = 'cancelled'"
        )


def _compare(
    server: EmbeddedServer, deed: _Deed, name: str, places: Sequence[tuple[House, int]]
) -> Result:
    rpc, hand = [], []
    for house, number in places:
        variables = {
            "casino": str(house.casino_id),
            "boss": str(house.boss_id),
            "colleague": str(house.colleague_id),
            "table": str(house.tables[number]),
        }
        rpc.append(Client(f"{server.conninfo()} user={house.login}", variables, DEMO_PASSWORD))
        hand.append(Client(server.admin_conninfo(), variables))
    measured = throughput(server, deed.by_rpc, rpc, SECONDS)
    floor = throughput(server, deed.by_hand, hand, SECONDS)
    return Result(name, measured, floor, "/s", "≥ 0.5×")
