"""A buy-in through the podium's own code, against the same call over bare psycopg."""

from uuid import uuid4

from benchmarks.floor import demo_floor
from benchmarks.measure import Result, Stopwatch, p95
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.telemetry import log_buyin

WARM_UP, ROUNDS = 30, 300
_CALL = (
    "select * from pit.rpc_log_table_buyin_telemetry(p_table_id => %s, p_amount_cents => %s,"
    " p_telemetry_kind => 'GRIND_BUYIN', p_idempotency_key => %s)"
)


async def run() -> list[Result]:
    """Key to committed, without the screen; both ways take turns, so that both see one machine."""
    ours, bare = Stopwatch(), Stopwatch()
    with demo_floor() as floor, floor.connect() as line:
        desk = await Desk.sign_in(floor.boss)
        try:
            for number in range(WARM_UP + ROUNDS):
                table = floor.tables[number % len(floor.tables)]
                request = LogBuyIn(gaming_table_id=table, amount_cents=2_500, key=new_key())
                with ours:
                    await log_buyin(desk, request)
                with bare:
                    line.execute(_CALL, [table, 2_500, str(uuid4())]).fetchone()
        finally:
            await desk.close()
    measured, least = p95(ours.seconds[WARM_UP:]), p95(bare.seconds[WARM_UP:])
    return [Result("action: buy-in committed, p95", measured, least, "ms", "≤ 1.5×")]
