"""What was written on paper is entered afterwards, in order, at its own time and marked so."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.paper import AWAY, Arguments, minutes_ago, on_a_sheet, on_a_slip, on_paper
from tests.rules.pit import CHIPS_CENTS, Pit, Row, Staff, outcome, refused
from tests.rules.test_arguments import VALID

MINUTE = timedelta(minutes=1)
_TICK = timedelta(microseconds=1)
SAYS: dict[str, Callable[..., Arguments]] = {
    **dict.fromkeys(
        (
            *("rpc_open_table_session", "rpc_activate_table_session", "rpc_start_table_rundown"),
            *("rpc_resume_table_session", "rpc_cancel_table_session", "rpc_close_table_session"),
            *("rpc_log_table_inventory_snapshot", "rpc_log_table_drop"),
        ),
        on_paper,
    ),
    "rpc_log_table_buyin_telemetry": on_a_sheet,
    "rpc_enter_paper_slip": lambda at, number="4471", reason=AWAY: {
        "paper_number": number,
        "paper_reason": reason,
        **{f"{step}_at": at for step in ("requested", "issued", "verified", "deposited")},
    },
}
"""What of a call says that it comes from paper."""


def late_entry(house: House, record: Row | UUID) -> Row:
    """The mark of a record, or of the last move of a session."""
    record_id = record["id"] if isinstance(record, dict) else record
    found = house.value(
        "select to_jsonb(l) from pit.late_entry l where l.record_id in (%s, ("
        "select e.id from pit.table_session_event e where e.table_session_id = %s"
        " order by e.occurred_at desc limit 1))",
        record_id,
        record_id,
    )
    assert isinstance(found, dict)
    return found


def replacement(house: House, count: Row) -> UUID:
    """The count that stands for one that was voided."""
    found = house.value(
        "select replacing_snapshot_id from pit.custody_void where inventory_snapshot_id = %s",
        count["id"],
    )
    assert isinstance(found, UUID)
    return found


def final_session(house: House, table: UUID) -> History:
    """A night long ago at this table whose rundown is final."""
    history = History(house)
    history.table = table
    session = history.open(minutes_ago(house, 900), 1_000_000)
    history.close(session, minutes_ago(house, 600), CHIPS_CENTS)
    house.value("select pit_private.refresh_rundown(%s, %s)", house.casino, session)
    house.change(
        "table_rundown",
        house.value("select id from pit.table_rundown where table_session_id = %s", session),
        finalized_at=minutes_ago(house, 500),
        finalized_by_staff_id=house.boss,
        metric_grade="FINAL",
    )
    return history


@pytest.mark.parametrize("rpc", SAYS)
def test_a_form_says_when_and_why_in_plain_words(
    boss: Pit, house: House, table: UUID, rpc: str
) -> None:
    valid, says, past = VALID[rpc](boss, house, table), SAYS[rpc], minutes_ago(house, 10)
    timeless = {name: None for name in says(past) if name.endswith("_at")}
    for told, code in (
        ({**says(past, "7"), **timeless}, "missing_argument"),
        (says(past, "7", None), "reason_required"),
        (says(past, "7", "  "), "reason_required"),
        (says(past, "7", "n" * 1_001), "notes_too_long"),
        (says(past, "7", "\a"), "invalid_text"),
        (says(past, "\a"), "invalid_text"),
        (says(past, "7" * 65), "invalid_argument"),
        (says(past, " "), "missing_argument"),
    ):
        with refused(code):
            boss.call(rpc, **{**valid, **told})


@pytest.mark.parametrize("rpc", SAYS)
def test_nothing_from_paper_precedes_the_tables_last_event_or_is_still_to_come(
    boss: Pit, house: House, table: UUID, rpc: str
) -> None:
    if rpc in ("rpc_open_table_session", "rpc_log_table_drop"):
        boss.drop(table)
    valid = VALID[rpc](boss, house, table)
    for moment in (minutes_ago(house, 40), minutes_ago(house, -10)):
        with refused("invalid_argument"):
            boss.call(rpc, **{**valid, **SAYS[rpc](moment, "7")})
    now = house.value("select clock_timestamp()")
    entered = boss.call(rpc, **{**valid, **SAYS[rpc](now, f"{rpc}-1")})
    mark = late_entry(house, entered)
    assert (mark["reason"], mark["paper_number"]) == (AWAY, f"{rpc}-1")
    assert mark["entered_by_staff_id"] == str(boss.staff_id)
    assert mark["gaming_table_id"] == str(table)


@pytest.mark.parametrize("rpc", SAYS)
def test_nothing_from_paper_falls_into_a_final_session(
    boss: Pit, house: House, table: UUID, rpc: str
) -> None:
    final_session(house, table)
    valid = {**VALID[rpc](boss, house, table), **SAYS[rpc](minutes_ago(house, 700), "7")}
    with refused("already_final"):
        boss.call(rpc, **valid)


def test_nothing_from_paper_is_older_than_a_month(boss: Pit, house: House, table: UUID) -> None:
    with refused("invalid_argument"):
        boss.open(table, **on_paper(minutes_ago(house, 31 * 24 * 60 + 5)))
    assert boss.open(table, **on_paper(minutes_ago(house, 31 * 24 * 60 - 5)))


def test_a_session_from_paper_has_the_papers_times_and_its_own_gaming_day(
    boss: Pit, house: House, table: UUID
) -> None:
    began = minutes_ago(house, 26 * 60)
    opener = boss.count(table, "open", **on_paper(began, "C-1"))
    session = boss.open(table, **on_paper(began + MINUTE))
    assert session["opening_inventory_snapshot_id"] == opener["id"]
    assert session["gaming_day"] == house.value(
        "select pit_private.gaming_day_of(%s, %s)", house.casino, began
    )
    boss.rundown(session, **on_paper(began + 5 * MINUTE))
    boss.resume(session, **on_paper(began + 6 * MINUTE))
    running_down = boss.rundown(session, **on_paper(began + 7 * MINUTE))
    closer = boss.count(table, "close", **on_paper(began + 8 * MINUTE, "C-2"))
    closed = boss.close(session, closer, **on_paper(began + 9 * MINUTE, "T-1"))
    assert (opener["counted_at"], closer["counted_at"]) == (began, began + 8 * MINUTE)
    assert session["opened_at"] == began + MINUTE
    assert running_down["rundown_started_at"] == began + 7 * MINUTE
    assert closed["closed_at"] == began + 9 * MINUTE
    moves = house.connection.execute(
        "select occurred_at from pit.table_session_event where table_session_id = %s"
        " order by occurred_at",
        [session["id"]],
    ).fetchall()
    assert [at for (at,) in moves] == [began + n * MINUTE for n in (1, 5, 6, 7, 9)]


def test_a_session_that_waits_and_one_that_is_cancelled_may_come_from_paper(
    boss: Pit, house: House, table: UUID, count_before_play: None
) -> None:
    began = minutes_ago(house, 60)
    waiting = boss.open(table, **on_paper(began))
    assert waiting["status"] == "OPEN"
    opener = boss.count(table, "open", **on_paper(began + MINUTE))
    active = boss.activate(waiting, opener, **on_paper(began + 2 * MINUTE))
    assert late_entry(house, active)["record_kind"] == "activate"
    cancelled = boss.cancel(active, **on_paper(began + 3 * MINUTE))
    assert cancelled["closed_at"] == began + 3 * MINUTE


def test_a_session_from_paper_overlaps_none(boss: Pit, house: House, table: UUID) -> None:
    began = minutes_ago(house, 60)
    first = boss.open(table, **on_paper(began))
    with refused("active_session_exists"):
        boss.open(table, **on_paper(began + 5 * MINUTE))
    closer = boss.count(table, "close", **on_paper(began + 9 * MINUTE))
    closed = boss.close(first, closer, **on_paper(began + 10 * MINUTE))
    with refused("invalid_argument"):
        boss.open(table, **on_paper(began + 9 * MINUTE))
    second = boss.open(table, **on_paper(began + 10 * MINUTE))
    assert second["opened_at"] == closed["closed_at"] + _TICK


def test_a_session_opened_at_a_wrong_time_is_cancelled_and_opened_again_at_the_right_one(
    boss: Pit, house: House, table: UUID
) -> None:
    right = minutes_ago(house, 100)
    boss.cancel(boss.open(table, **on_paper(right + 30 * MINUTE)))
    session = boss.open(table, **on_paper(right))
    boss.buy_in(table, 5_000, **on_a_sheet(right + 40 * MINUTE))
    boss.count(table, **on_paper(right + 50 * MINUTE))
    (of_session,) = (
        row
        for row in boss.session_metrics(right - MINUTE, right + 90 * MINUTE, table)
        if row["estimated_drop_buyins_cents"] is not None
    )
    assert of_session["table_session_id"] == session["id"]
    # One that was opened and cancelled on a screen was there.
    other = house.new_table()
    boss.cancel(boss.open(other))
    with refused("invalid_argument"):
        boss.open(other, **on_paper(right))


def test_a_buy_in_of_the_time_of_a_cancelled_session_is_outside_any(
    boss: Pit, house: House, table: UUID
) -> None:
    opened, window = minutes_ago(house, 60), (minutes_ago(house, 90), minutes_ago(house, -1))
    boss.cancel(boss.open(table, **on_paper(opened)))
    boss.buy_in(table, 5_000, occurred_at=opened + MINUTE, is_late=True, outside_session=True)
    assert boss.metrics(*window)[table]["outside_session_cents"] == 5_000
    drops = {
        row["table_session_id"]: row["estimated_drop_buyins_cents"]
        for row in boss.session_metrics(*window, table)
    }
    assert drops.pop(None) == 5_000
    assert set(drops.values()) == {None}


def test_a_form_tells_minutes_and_what_it_has_for_one_keeps_the_order_of_entering(
    boss: Pit, house: House, table: UUID
) -> None:
    history = History(house)
    at = minutes_ago(house, 60)
    history.open(at + timedelta(seconds=24), 1_000_000)
    count = boss.count(history.table, **on_paper(at))
    assert count["counted_at"] == at + timedelta(seconds=24) + _TICK
    after = boss.buy_in(history.table, **on_a_sheet(at))
    assert after["occurred_at"] > count["counted_at"]
    assert late_entry(house, count)["occurred_at"][:16] == f"{at:%Y-%m-%dT%H:%M}"
    with refused("invalid_argument"):
        boss.count(history.table, **on_paper(at + timedelta(seconds=23)))


def test_the_end_of_a_session_takes_in_its_buy_ins_and_the_way_of_its_slips(
    boss: Pit, house: House, table: UUID
) -> None:
    began = minutes_ago(house, 60)
    session = boss.open(table, **on_paper(began))
    closer = boss.count(table, "close", **on_paper(began + 8 * MINUTE))
    boss.buy_in(table, **on_a_sheet(began + 10 * MINUTE))
    with refused("invalid_argument"):
        boss.close(session, closer, **on_paper(began + 9 * MINUTE))
    fill = boss.call("rpc_enter_paper_slip", **on_a_slip(house, table, began + 11 * MINUTE))
    with refused("invalid_argument"):
        boss.close(session, closer, **on_paper(began + 11 * MINUTE))
    closed = boss.close(session, closer, **on_paper(began + 12 * MINUTE))
    assert closed["closed_at"] == fill["deposited_at"] + _TICK


def test_buy_ins_from_paper_come_in_any_order_between_two_events(
    boss: Pit, house: House, table: UUID
) -> None:
    began = minutes_ago(house, 60)
    boss.open(table, **on_paper(began))
    for minute in (9, 3):
        entry = boss.buy_in(table, **on_a_sheet(began + minute * MINUTE, "SHEET-1"))
        assert entry["occurred_at"] == began + minute * MINUTE
        assert late_entry(house, entry)["paper_number"] == "SHEET-1"
    boss.count(table, **on_paper(began + 20 * MINUTE))
    with refused("invalid_argument"):
        boss.buy_in(table, **on_a_sheet(began + 15 * MINUTE))
    with refused("no_live_session"):
        boss.buy_in(house.new_table(), **on_a_sheet(began))


def test_a_rated_buy_in_comes_from_paper_too(boss: Pit, house: House, table: UUID) -> None:
    opened = boss.open(table, **on_paper(minutes_ago(house, 30)))["opened_at"]
    entry = boss.buy_in(
        table, kind="RATED_BUYIN", **house.new_slip(table), **on_a_sheet(opened + MINUTE)
    )
    assert entry["occurred_at"] == opened + MINUTE


def test_a_form_is_entered_once_while_what_it_says_stands(
    boss: Pit, house: House, staff: Staff, table: UUID
) -> None:
    other, began = house.new_table(), minutes_ago(house, 60)
    boss.open(table, **on_paper(began, "T-9"))
    with refused("invalid_argument"):
        boss.open(other, **on_paper(began, "T-9"))
    cancelled = boss.open(other, **on_paper(began, "T-10"))
    boss.cancel(cancelled, **on_paper(began, "T-9"))
    boss.open(other, **on_paper(began, "T-10"))
    witness = staff["floor"].staff_id
    counted = on_paper(began + MINUTE, "C-9")
    count = boss.count(table, **counted)
    with refused("invalid_argument"):
        boss.count(table, **counted)
    boss.void_count(count, {"100": 3}, witnessed_by=witness)
    with refused("invalid_argument"):
        boss.count(table, **counted)
    boss.void_count(replacement(house, count), witnessed_by=witness)
    boss.count(table, **counted)
    taken = on_paper(began + 2 * MINUTE, "C-9")
    drop = boss.drop(table, **taken)
    with refused("invalid_argument"):
        boss.drop(table, **taken)
    boss.void_drop(drop, witnessed_by=witness)
    boss.drop(table, **taken)
    house.insert(
        "late_entry",
        casino_id=house.casino,
        gaming_table_id=other,
        record_kind="drop",
        record_id=other,
        occurred_at=began - timedelta(days=366),
        entered_at=began,
        entered_by_staff_id=house.boss,
        reason=AWAY,
        paper_number="C-10",
        idempotency_key="last year's",
    )
    assert boss.drop(other, **on_paper(began + 2 * MINUTE, "C-10"))


def test_a_form_sent_again_brings_its_first_result_and_another_one_does_not(
    boss: Pit, house: House, table: UUID
) -> None:
    at, key = minutes_ago(house, 10), f"paper-{table}"
    first = boss.open(table, idempotency_key=key, **on_paper(at, "T-20"))
    assert boss.open(table, idempotency_key=key, **on_paper(at, "T-20")) == first
    for other in (
        on_paper(at, "T-21"),
        on_paper(at + MINUTE, "T-20"),
        on_paper(at, "T-20", "fire"),
    ):
        with refused("idempotency_conflict"):
            boss.open(table, idempotency_key=key, **other)
    with refused("idempotency_conflict"):
        boss.open(table, idempotency_key=key)


def test_a_second_person_on_paper_is_named_and_may_sign_later(
    boss: Pit, staff: Staff, house: House, table: UUID
) -> None:
    count = boss.count(table, "open", **on_paper(minutes_ago(house, 10)))
    signed = "select count(*) from pit.custody_signature where record_id = %s"
    assert house.value(signed, count["id"]) == 0
    staff["dealer"].sign(count)
    assert house.value(signed, count["id"]) == 1


def test_a_box_is_where_it_was_at_the_time_of_the_paper(
    boss: Pit, house: House, table: UUID
) -> None:
    other, at = house.new_table(), minutes_ago(house, 30)
    boss.drop(table, "P-1", box_in_id="P-2", box_in_seal_no="S", **on_paper(at))
    with refused("artifact_already_used"):
        boss.drop(other, "P-3", box_in_id="P-2", box_in_seal_no="S", **on_paper(at))
    with refused("invalid_argument"):
        boss.drop(table, "P-9", **on_paper(at + MINUTE))
    boss.drop(table, "P-2", box_in_id="P-4", box_in_seal_no="S", **on_paper(at + MINUTE))
    boss.drop(other, "P-5", box_in_id="P-2", box_in_seal_no="S", **on_paper(at + MINUTE))
    # What came in elsewhere since is not put in here before.
    third = house.new_table()
    with refused("artifact_already_used"):
        boss.drop(third, "P-6", box_in_id="P-4", box_in_seal_no="S", **on_paper(at))
    boss.drop(third, "P-6", box_in_id="P-1", box_in_seal_no="S", **on_paper(at + MINUTE))


def test_a_shift_change_count_from_paper_stands_for_the_change_of_its_time(
    boss: Pit, house: House, table: UUID
) -> None:
    boundary = house.value(
        "select started_at from pit_private.shift_at(%s, clock_timestamp() - interval '9 hours')",
        house.casino,
    )
    boss.open(table, **on_paper(boundary - 30 * MINUTE))
    count = boss.count(table, shift_boundary=boundary, **on_paper(boundary + 10 * MINUTE))
    edge = house.value("select pit_private.window_edge(%s, %s, %s)", house.casino, table, boundary)
    assert edge == count["counted_at"] + _TICK


@pytest.fixture
def second_podium(staff: Staff) -> Iterator[Pit]:
    person = staff.sign_in("boss")
    yield person
    person.connection.close()


def test_what_commits_live_meanwhile_comes_before_the_paper(
    boss: Pit, second_podium: Pit, house: House, table: UUID
) -> None:
    boss.open(table, **on_paper(minutes_ago(house, 30)))
    with ThreadPoolExecutor(1) as pool:
        with boss.connection.transaction():
            boss.count(table)
            late = pool.submit(second_podium.count, table, **on_paper(minutes_ago(house, 5)))
            house.wait_until_blocked(second_podium)
        with pytest.raises(psycopg.Error) as caught:
            late.result(10)
    assert outcome(caught.value) == "invalid_argument"


def test_one_form_entered_at_two_tables_at_once_is_entered_once(
    boss: Pit, second_podium: Pit, house: House, table: UUID
) -> None:
    other, form = house.new_table(), on_paper(minutes_ago(house, 30), "T-30")
    with ThreadPoolExecutor(1) as pool:
        with boss.connection.transaction():
            boss.open(table, **form)
            late = pool.submit(second_podium.open, other, **form)
            house.wait_until_blocked(second_podium)
        with pytest.raises(psycopg.Error) as caught:
            late.result(10)
    assert outcome(caught.value) == "invalid_argument"
    assert boss.current(other) == []
