"""Every code an RPC can refuse with was met by a test of this folder."""

import re

import pytest

from pitterm.domain.errors import CATALOGUE
from tests.rules.house import House
from tests.rules.pit import SEEN_REFUSALS

# A session and an entry have their table by foreign key: it is locked, never missed.
CANNOT_HAPPEN = {
    ("rpc_activate_table_session", "table_not_found"),
    ("rpc_start_table_rundown", "table_not_found"),
    ("rpc_resume_table_session", "table_not_found"),
    ("rpc_cancel_table_session", "table_not_found"),
    ("rpc_close_table_session", "table_not_found"),
    ("rpc_reverse_table_buyin_telemetry", "table_not_found"),
    ("rpc_end_rating_slip", "table_not_found"),
    ("rpc_record_player_transaction", "table_not_found"),
    ("rpc_correct_player_transaction", "table_not_found"),
    ("rpc_finalize_table_rundown", "table_not_found"),
    # It names no version: what is final is what stands.
    ("rpc_finalize_table_rundown", "stale_version"),
    # A fill may come before the opening count: the rule is a credit's, where both are asked for.
    ("rpc_request_table_fill", "missing_opening_count"),
    ("rpc_void_table_inventory_snapshot", "table_not_found"),
    ("rpc_void_table_drop", "table_not_found"),
    ("rpc_sign_custody_record", "table_not_found"),
    ("rpc_acknowledge_alert", "table_not_found"),
    ("rpc_enter_drop_count", "table_not_found"),
    ("rpc_release_drop_count", "table_not_found"),
}

_REFUSAL = re.compile(r"fail\(\s*'(\w+)'")
_CALL = re.compile(r"pit_private\.(\w+)\(")


def sources(house: House, schema: str) -> dict[str, str]:
    """The text of every function of a schema."""
    return dict(
        house.connection.execute(
            "select proname::text, prosrc from pg_proc where pronamespace = %s::regnamespace",
            [schema],
        ).fetchall()
    )


def codes(name: str, text: str, private: dict[str, str], seen: set[str]) -> set[str]:
    """What a function refuses with, itself or in anything it calls."""
    seen.add(name)
    found = set(_REFUSAL.findall(text))
    for called in set(_CALL.findall(text)) - seen:
        if called in private:
            found |= codes(called, private[called], private, seen)
    return found


def written_refusals(house: House) -> set[tuple[str, str]]:
    private = sources(house, "pit_private")
    return {
        (rpc, code)
        for rpc, text in sources(house, "pit").items()
        for code in codes(rpc, text, private, set())
    }


def test_the_server_knows_no_code_outside_the_catalogue(house: House) -> None:
    written = {code for _, code in written_refusals(house)}
    assert len(written) > 20
    assert written <= CATALOGUE.keys()


@pytest.mark.judges_the_run
def test_every_refusal_of_every_rpc_was_met(house: House) -> None:
    """Judges a run of the whole folder: what no test has met is untested."""
    written = written_refusals(house)
    assert written - SEEN_REFUSALS - CANNOT_HAPPEN == set()
    assert SEEN_REFUSALS - written == set()
