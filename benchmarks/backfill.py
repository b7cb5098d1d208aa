"""What finance recorded while the bridge was down, brought into the telemetry."""

import sys
import time

import psycopg

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result
from pitterm.database.backfill import backfill

ROWS = 500_000
BATCH = 10_000
_RECORDED = """
with slip as materialized (
  select r.*, s.opened_by_staff_id, row_number() over (order by r.id) - 1 as number,
    count(*) over () as slips
  from pit.rating_slip r
  join pit.table_session s
    on s.casino_id = r.casino_id and s.gaming_table_id = r.gaming_table_id and s.status <> 'CLOSED'
)
insert into pit.player_financial_transaction (
  casino_id, visit_id, rating_slip_id, gaming_table_id, direction, amount_cents, occurred_at,
  actor_id, created_at
)
select r.casino_id, r.visit_id, r.id, r.gaming_table_id, 'in', 2500 * (1 + n %% 9), m.at,
  r.opened_by_staff_id, m.at
from generate_series(1, %s) n
join slip r on r.number = n %% r.slips
cross join lateral (select now() - make_interval(secs => n / 100.0) as at) m
"""
_PLAYERS = """
with arrived as (
  insert into pit.visit (casino_id)
  select s.casino_id from pit.table_session s where s.status <> 'CLOSED' returning id, casino_id
),
visits as (select id, casino_id, row_number() over () as number from arrived)
insert into pit.rating_slip (casino_id, visit_id, gaming_table_id)
select t.casino_id, v.id, t.gaming_table_id
from (
  select s.casino_id, s.gaming_table_id, row_number() over (order by s.id) as number
  from pit.table_session s where s.status <> 'CLOSED'
) t
join visits v on v.number = t.number
"""


async def run(rows: int = ROWS) -> list[Result]:
    """Bare transactions first, made by the administrator with the bridge's trigger at rest."""
    with demo_floor() as floor:
        _record(floor, rows)
        with psycopg.connect(floor.server.admin_conninfo(), autocommit=True) as connection:
            told = [0]

            def tell(said: str) -> None:
                told[0] += 1
                if told[0] % 10 == 0:
                    print(f"backfill: {said}", file=sys.stderr)

            began = time.perf_counter()
            runs = backfill(
                connection, batch=BATCH, workers=2, progress=tell, is_stopped=lambda: False
            )
            took = time.perf_counter() - began
        brought = sum(run.entries for run in runs)
    if brought != rows:
        raise RuntimeError(f"{brought} of {rows} were brought")
    name = f"backfill: {rows:,} rows, {BATCH:,} to a commit"
    return [Result(name, rows / took, None, "rows/s", "≥ 50,000 rows/s")]


def _record(floor: Floor, rows: int) -> None:
    with floor.administrator() as administrator:
        administrator.execute(_PLAYERS)
        administrator.execute("set session_replication_role = replica")
        administrator.execute(_RECORDED, [rows])
        administrator.execute("analyze")
