"""What each RPC of visits, slips and finance is called with when nothing is wrong."""

from collections.abc import Callable
from uuid import UUID

from tests.rules.house import House
from tests.rules.pit import Pit

Arguments = dict[str, object]


def _rating(boss: Pit, house: House, table: UUID) -> Arguments:
    boss.open(table)
    return {"visit_id": boss.start_visit()["id"], "table_id": table}


def _recording(boss: Pit, house: House, table: UUID) -> Arguments:
    return {**house.new_slip(table), "direction": "in", "amount_cents": 100}


def _correcting(boss: Pit, house: House, table: UUID) -> Arguments:
    recorded = boss.call("rpc_record_player_transaction", **_recording(boss, house, table))
    return {
        "transaction_id": recorded["id"],
        "kind": "adjustment",
        "amount_cents": 100,
        "reason": "recounted",
    }


FINANCE_CALLS: dict[str, Callable[[Pit, House, UUID], Arguments]] = {
    "rpc_start_visit": lambda boss, house, table: {"player_reference": "Club 7"},
    "rpc_end_visit": lambda boss, house, table: {"visit_id": boss.start_visit()["id"]},
    "rpc_start_rating_slip": _rating,
    "rpc_end_rating_slip": lambda boss, house, table: {
        "rating_slip_id": house.new_slip(table)["rating_slip_id"]
    },
    "rpc_record_player_transaction": _recording,
    "rpc_correct_player_transaction": _correcting,
}
