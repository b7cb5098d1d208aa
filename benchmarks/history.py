"""Years of a casino, written by the database itself, set by set, as a quiet pit would leave them.

Each table's day: a session of twenty hours with opener, closer and two counts between, fills and a
credit, entries, a box taken out and released, and what it came to. Rows are written in the order in
which they happened, as they lie in a casino's own files: a day lies together, however long the
history. Triggers rest meanwhile, and the indexes are built when everything is there.
"""

from collections.abc import Callable
from textwrap import dedent

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

DAYS_AT_ONCE = 30
ENTRIES = 137
"""Of a table and day: two hundred tables then make thirty million in three years."""
_SECONDS = 72_000

# What the sets are made from: a row for each table and day, with ids that follow from both.
_PLAYED = """
create or replace view pit_private.benchmark_played as
select t.casino_id, t.id as gaming_table_id, d.day, d.at as opened_at,
  d.at + interval '20 hours' as closed_at,
  md5(t.id || '/session/' || d.day)::uuid as session_id,
  md5(t.id || '/opener/' || d.day)::uuid as opener_id,
  md5(t.id || '/closer/' || d.day)::uuid as closer_id,
  md5(t.id || '/closer/' || d.day - 1)::uuid as expected_id,
  md5(t.id || '/box/' || d.day)::uuid as drop_id, p.ids as people
from pit.casino c
join pit.gaming_table t on t.casino_id = c.id and t.status = 'active'
cross join lateral (
  select array_agg(s.id order by s.role, s.id) as ids from pit.staff s where s.casino_id = c.id
) p
cross join lateral (
  select g::date as day,
    pit_private.gaming_day_started_at(c.id, g::date) + interval '1 hour' as at
  from generate_series(
    pit_private.gaming_day_of(c.id, now()) - current_setting('benchmark.oldest')::int,
    pit_private.gaming_day_of(c.id, now()) - current_setting('benchmark.newest')::int,
    interval '1 day'
  ) g
) d
where c.slug = 'harbor'
"""
_SETS = (
    """
    insert into pit.table_inventory_snapshot (
      id, casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, counted_at,
      gaming_day, recorded_by_staff_id, counted_with_staff_id, created_at
    )
    select k.id, p.casino_id, p.gaming_table_id, p.session_id, k.kind,
      jsonb_build_object('2500', k.chips), k.at, p.day, p.people[1], p.people[2], k.at
    from pit_private.benchmark_played p
    cross join lateral (
      values (p.opener_id, 'open', 800, p.opened_at - interval '1 minute'),
        (gen_random_uuid(), 'rundown', 760, p.opened_at + interval '7 hours'),
        (gen_random_uuid(), 'rundown', 810, p.opened_at + interval '15 hours'),
        (p.closer_id, 'close', 800, p.closed_at - interval '1 minute')
    ) k (id, kind, chips, at)
    order by k.at
    """,
    """
    insert into pit.table_session (
      id, casino_id, gaming_table_id, gaming_day, status, opening_count_required, close_reason,
      opened_at, opened_by_staff_id, closed_at, closed_by_staff_id,
      expected_inventory_snapshot_id, opening_inventory_snapshot_id,
      closing_inventory_snapshot_id, created_at, updated_at
    )
    select p.session_id, p.casino_id, p.gaming_table_id, p.day, 'CLOSED', false, 'counted',
      p.opened_at, p.people[1], p.closed_at, p.people[1], p.expected_id, p.opener_id,
      p.closer_id, p.opened_at, p.closed_at
    from pit_private.benchmark_played p
    order by p.opened_at
    """,
    """
    insert into pit.table_drop_event (
      id, casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, removed_at,
      gaming_day, removed_by_staff_id, witnessed_by_staff_id, created_at
    )
    select p.drop_id, p.casino_id, p.gaming_table_id, p.session_id, 'B' || left(p.drop_id::text, 8),
      'S' || left(p.drop_id::text, 8), p.closed_at + interval '10 minutes', p.day, p.people[1],
      p.people[2], p.closed_at + interval '10 minutes'
    from pit_private.benchmark_played p
    order by p.closed_at
    """,
    """
    insert into pit.drop_count (
      casino_id, gaming_table_id, drop_event_id, amount_cents, released_by_staff_id, released_at
    )
    select p.casino_id, p.gaming_table_id, p.drop_id, 1500000, p.people[1],
      p.closed_at + interval '3 hours'
    from pit_private.benchmark_played p
    order by p.closed_at
    """,
    """
    insert into pit.fill_credit_slip (
      casino_id, gaming_table_id, table_session_id, kind, status, slip_year, slip_number, chipset,
      gaming_day, requested_at, requested_by_staff_id, issued_at, issued_by_staff_id,
      runner_staff_id, carried_at, verified_at, verified_by_staff_id, deposited_at,
      deposited_by_staff_id, drop_box_id, created_at, updated_at
    )
    select p.casino_id, p.gaming_table_id, p.session_id, k.kind, 'DEPOSITED_IN_DROPBOX',
      extract(year from p.day), nextval('pit_private.benchmark_slip'), '{"2500": 40}', p.day, k.at,
      p.people[1], k.at, p.people[2], p.people[3], k.at, k.at, p.people[4], k.at, p.people[1],
      'B' || left(p.drop_id::text, 8), k.at, k.at
    from pit_private.benchmark_played p
    cross join lateral (
      values ('fill', p.opened_at + interval '3 hours'), ('fill', p.opened_at + interval '9 hours'),
        ('credit', p.opened_at + interval '12 hours')
    ) k (kind, at)
    order by k.at
    """,
    """
    insert into pit.table_rundown (
      casino_id, gaming_table_id, table_session_id, gaming_day, opening_source, fills_total_cents,
      credits_total_cents, telemetry_quality, metric_grade, computed_at
    )
    select p.casino_id, p.gaming_table_id, p.session_id, p.day, 'opening_count', 200000, 100000,
      'GOOD_COVERAGE', 'COUNTED', p.closed_at
    from pit_private.benchmark_played p
    order by p.closed_at
    """,
    f"""
    insert into pit.table_buyin_telemetry (
      casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, occurred_at,
      gaming_day, actor_id, idempotency_key, created_at
    )
    select p.casino_id, p.gaming_table_id, 2500 * (1 + n % 9), 'GRIND_BUYIN', 'cash', e.at, p.day,
      p.people[1], p.session_id || '/' || n, e.at
    from pit_private.benchmark_played p
    cross join generate_series(1, current_setting('benchmark.entries')::int) n
    cross join lateral (
      select p.opened_at
        + make_interval(secs => {_SECONDS}.0 * n / (current_setting('benchmark.entries')::int + 1))
        as at
    ) e
    order by e.at
    """,
)

_FILLED = (
    "table_inventory_snapshot",
    "table_session",
    "table_drop_event",
    "drop_count",
    "fill_credit_slip",
    "table_rundown",
    "table_buyin_telemetry",
)
_INDEXES_REST = """
update pg_index set indisready = false, indisvalid = false
where indrelid = any(%s::text[]::regclass[])
"""


def write_history(
    administrator: Connection[TupleRow],
    newest: int,
    oldest: int,
    tell: Callable[[str], None],
    *,
    entries: int = ENTRIES,
) -> None:
    """The gaming days from `newest` days ago to `oldest`, of every table of the first casino."""
    administrator.execute("set session_replication_role = replica")
    administrator.execute("set synchronous_commit = off")
    administrator.execute("set work_mem = '1GB'")
    administrator.execute("create sequence if not exists pit_private.benchmark_slip start 1000")
    administrator.execute(_INDEXES_REST, [[f"pit.{table}" for table in _FILLED]])
    administrator.execute("select set_config('benchmark.entries', %s, false)", [str(entries)])
    for first in range(newest, oldest + 1, DAYS_AT_ONCE):
        last = min(first + DAYS_AT_ONCE - 1, oldest)
        tell(f"days {first} to {last} of {oldest} …")
        administrator.execute("select set_config('benchmark.newest', %s, false)", [str(first)])
        administrator.execute("select set_config('benchmark.oldest', %s, false)", [str(last)])
        administrator.execute(_PLAYED)
        for statement in _SETS:
            administrator.execute(dedent(statement).encode())
    administrator.execute("set session_replication_role = origin")
    for table in _FILLED:
        tell(f"the indexes of {table} …")
        administrator.execute(SQL("reindex table pit.{}").format(Identifier(table)))
    administrator.execute("vacuum analyze")
