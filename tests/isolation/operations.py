"""What can be done at a table: the RPC, who does it, and with what.

An argument that begins with @ names something of the scene; a scene without it knows no such
operation.
"""

from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from tests.isolation.scenes import Scene

_TRAY = Jsonb({"10000": 99, "2500": 40})
_MOVED = Jsonb({"10000": 5})


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of one person."""

    login: str
    rpc: str
    given: dict[str, object]

    def arguments(self, scene: Scene) -> dict[str, Any]:
        """The call's arguments at this scene; raises KeyError where the scene lacks something."""
        return {
            name: scene.holds[value[1:]]
            if isinstance(value, str) and value.startswith("@")
            else value
            for name, value in self.given.items()
        }

    def is_possible_at(self, scene: Scene) -> bool:
        """Whether the scene has everything the call names."""
        named = (value for value in self.given.values() if isinstance(value, str))
        return all(value[1:] in scene.holds for value in named if value.startswith("@"))


def _count(kind: str, **more: object) -> Operation:
    given = {"table_id": "@table", "snapshot_type": kind, "chipset": _TRAY, "note": "counted"}
    return Operation("floor", "rpc_log_table_inventory_snapshot", {**given, **more})


def _session(rpc: str, **more: object) -> Operation:
    return Operation("boss", f"rpc_{rpc}", {"table_session_id": "@session", **more})


def _close(**artifacts: str) -> Operation:
    return _session("close_table_session", **artifacts)


def _buy_in(**more: object) -> Operation:
    given = {"table_id": "@table", "amount_cents": 2_500, "telemetry_kind": "GRIND_BUYIN"}
    return Operation("floor", "rpc_log_table_buyin_telemetry", {**given, **more})


def _void_count(count: str, chips: Jsonb | None = None) -> Operation:
    given = {"inventory_snapshot_id": count, "reason": "miscounted", "witnessed_by": "@dealer"}
    return Operation(
        "floor", "rpc_void_table_inventory_snapshot", {**given, "replacement_chipset": chips}
    )


def _void_drop(**more: object) -> Operation:
    given = {"drop_event_id": "@drop", "reason": "wrong box", "witnessed_by": "@dealer", **more}
    return Operation("floor", "rpc_void_table_drop", given)


def _sign(record: str, kind: str = "count") -> Operation:
    return Operation(
        "dealer", "rpc_sign_custody_record", {"record_kind": kind, "record_id": record}
    )


def _slip(login: str, step: str, kind: str, status: str, **more: object) -> Operation:
    return Operation(login, f"rpc_{step}_table_{kind}", {f"{kind}_id": f"@{status}_{kind}", **more})


def _slips(kind: str) -> dict[str, Operation]:
    asked = {"table_id": "@table", "chipset": _MOVED}
    witnessed = {"reason": "wrong chips", "witnessed_by": "@dealer"}
    return {
        f"request a {kind}": Operation("floor", f"rpc_request_table_{kind}", asked),
        f"withdraw a {kind}": _slip("floor", "withdraw", kind, "requested"),
        f"issue a {kind}": _slip("cashier", "issue", kind, "requested"),
        f"issue another {kind}": _slip("cashier", "issue", kind, "waiting"),
        f"carry a {kind}": _slip("security", "carry", kind, "issued"),
        f"void a {kind}": _slip("cashier", "void", kind, "issued", **witnessed),
        f"verify a {kind}": _slip("dealer", "verify", kind, "carried"),
        f"deposit a {kind}": _slip("floor", "deposit", kind, "verified", drop_box_id="BOX-1"),
        f"sign the void of a {kind}": _sign(f"@voided_{kind}", "slip_void"),
    }


OPERATIONS: dict[str, Operation] = {
    "open": Operation("boss", "rpc_open_table_session", {"gaming_table_id": "@table"}),
    "activate": _session("activate_table_session", opening_inventory_snapshot_id="@opener"),
    "rundown": _session("start_table_rundown"),
    "resume": _session("resume_table_session", reason="more players"),
    "cancel": _session("cancel_table_session", reason="by mistake"),
    "close by count": _close(closing_inventory_snapshot_id="@closer"),
    "close by a count to be signed": _close(closing_inventory_snapshot_id="@unsigned_closer"),
    "close by drop": _close(drop_event_id="@drop"),
    "count": _count("rundown"),
    "opening count": _count("open", counted_with="@dealer"),
    "closing count": _count("close", counted_with="@dealer"),
    "void the opening count": _void_count("@opener"),
    "void a count": _void_count("@spot_count"),
    "replace the closing count": _void_count("@closer", _TRAY),
    "sign the closing count": _sign("@unsigned_closer"),
    "drop": Operation(
        "floor",
        "rpc_log_table_drop",
        {"table_id": "@table", "drop_box_id": "BOX-9", "seal_no": "S-9", "witnessed_by": "@dealer"},
    ),
    "void the drop": _void_drop(),
    "replace the drop": _void_drop(replacement_box_id="BOX-8", replacement_seal_no="S-8"),
    "sign the drop": _sign("@drop", "drop"),
    "enter a box": Operation(
        "count", "rpc_enter_drop_count", {"drop_event_id": "@drop", "amount_cents": 70_000}
    ),
    "enter it too": Operation(
        "count2", "rpc_enter_drop_count", {"drop_event_id": "@half_counted", "amount_cents": 70_000}
    ),
    "release a box": Operation(
        "auditor", "rpc_release_drop_count", {"drop_event_id": "@agreed_drop"}
    ),
    "buy-in": _buy_in(),
    "rated buy-in": _buy_in(
        telemetry_kind="RATED_BUYIN", visit_id="@visit", rating_slip_id="@slip"
    ),
    "buy-in outside a session": _buy_in(outside_session=True),
    "late buy-in": _buy_in(occurred_at="@while_open", is_late=True),
    "reverse": Operation(
        "floor", "rpc_reverse_table_buyin_telemetry", {"telemetry_id": "@entry", "reason": "typo"}
    ),
    "start a rating slip": Operation(
        "floor", "rpc_start_rating_slip", {"visit_id": "@other_visit", "table_id": "@table"}
    ),
    "end a rating slip": Operation("floor", "rpc_end_rating_slip", {"rating_slip_id": "@slip"}),
    "end a visit": Operation("floor", "rpc_end_visit", {"visit_id": "@other_visit"}),
    "record a player's money": Operation(
        "cashier",
        "rpc_record_player_transaction",
        {
            "visit_id": "@visit",
            "rating_slip_id": "@slip",
            "direction": "in",
            "amount_cents": 1_000,
        },
    ),
    "take a player's money back": Operation(
        "cashier",
        "rpc_correct_player_transaction",
        {"transaction_id": "@transaction", "kind": "reversal", "reason": "wrong player"},
    ),
    "enter a slip from paper": Operation(
        "floor",
        "rpc_enter_paper_slip",
        {
            "kind": "fill",
            "table_id": "@table",
            "chipset": _MOVED,
            "paper_number": "P-17",
            "paper_reason": "the server was away",
            **{f"{step}_at": "@paper_at" for step in ("requested", "issued", "verified")},
            "deposited_at": "@paper_at",
            "requested_by": "@floor",
            "issued_by": "@cashier",
            "carried_by": "@security",
            "verified_by": "@dealer",
            "deposited_by": "@boss",
            "drop_box_id": "BOX-1",
        },
    ),
    "acknowledge": Operation("boss", "rpc_acknowledge_alert", {"alert_key": "@alert"}),
    "make final": Operation(
        "auditor", "rpc_finalize_table_rundown", {"table_session_id": "@session"}
    ),
    "sign off": Operation(
        "shift",
        "rpc_sign_off_shift",
        {"window_start": "@day_starts", "window_end": "@day_ends"},
    ),
    "sign on": Operation("admin", "rpc_sign_on_shift", {"shift_sign_off_id": "@sign_off"}),
    **_slips("fill"),
    **_slips("credit"),
}

AT_NO_TABLE = {
    "rpc_mark_shift_checkpoint",
    "rpc_note_export",
    "rpc_note_refusal",
    "rpc_resolve_command",
    "rpc_sign_in",
    "rpc_start_visit",
}
"""What writes and concerns no table."""
