"""The whole board, against the same read on the same rows without row security."""

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, Stopwatch, median

SIZES = ((0, 0, 40), (40, 17, 20))
"""Pits and tables beside the demo's 28, and entries a table: the demo's floor, and a huge one."""
ROUNDS = 15
_READ = "select * from pit.rpc_get_pit_board()"
_LIFT = """
do $$
declare
  v_table regclass;
begin
  for v_table in select c.oid from pg_class c
    where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %s disable row level security', v_table);
    execute format('alter table %s no force row level security', v_table);
  end loop;
end
$$
"""


async def run() -> list[Result]:
    """Both reads as the pit boss over one bare connection."""
    return [_compare(*size) for size in SIZES]


def _compare(pits: int, tables: int, entries: int) -> Result:
    with demo_floor(pits=pits, tables=tables, entries=entries) as floor:
        held = _read(floor)
        with floor.administrator() as administrator:
            administrator.execute(_LIFT)
        free = _read(floor)
        name = f"board: {len(floor.tables)} tables, {entries} entries each"
        return Result(name, median(held.seconds), median(free.seconds), "ms", "≤ 2×")


def _read(floor: Floor) -> Stopwatch:
    watch = Stopwatch()
    with floor.connect() as line:
        for _ in range(5):
            line.execute(_READ).fetchall()
        for _ in range(ROUNDS):
            with watch:
                line.execute(_READ).fetchall()
    return watch
