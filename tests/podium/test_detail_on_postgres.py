"""Detail, corrections, the count room and rounds on a real PostgreSQL."""

from uuid import UUID

from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.found import Found
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.round_page import Companion, RoundPage
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.dialogs.void_count import VoidCountForm
from pitterm.podium.screens.boxes import BoxesScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.widgets.record_table import RecordTable
from tests.databases import Database
from tests.podium.person import Person, at_the_podium
from tests.podium.recorded import PASSWORD, prose, screen_text
from tests.rules.pit import Staff


async def _looks(person: Person, words: str) -> None:
    """Press Enter on BJ-01 and wait for these words in its records."""
    await person.press("enter")
    await person.sees(DetailScreen)
    await person.until(lambda: words in screen_text(person.pilot))
    await person.pilot.pause()


async def _goes_to(person: Person, kind: str, record: UUID) -> None:
    table = person.screen.query_one(RecordTable)
    await person.until(lambda: bool(table.selected_key))
    await person.press("home")
    while not (table.selected_key or "").startswith(f"{kind} {record}"):
        before = table.selected_key
        await person.press("down")
        assert table.selected_key != before, "the record is not in the list"


async def test_another_terminals_entry_is_listed_and_reversed_with_a_reason(
    database: Database, staff: Staff
) -> None:
    boss = staff["boss"]
    table = database.table_id("BJ-01")
    boss.open(table)
    async with at_the_podium(database, staff) as person:
        await _looks(person, "opened")
        entry = staff["floor"].call(
            "rpc_log_table_buyin_telemetry",
            table_id=table,
            amount_cents=7_500,
            telemetry_kind="GRIND_BUYIN",
        )
        await person.until(lambda: "unrated buy-in" in screen_text(person.pilot))
        await _goes_to(person, "entry", entry["id"])
        await person.press("u")
        await person.sees(Reason)
        await person.press(*"seen twice", "enter")
        await person.says_yes()
        await person.hears("Reversed $75 on BJ-01")
        await person.until(lambda: "✕ reversed" in screen_text(person.pilot))
        (reversal,) = boss.query(
            "select reverses_id, note from pit.table_buyin_telemetry where amount_cents < 0"
        )
        assert reversal == {"reverses_id": entry["id"], "note": "seen twice"}


async def test_a_wrong_count_is_replaced_and_the_witness_signs_at_once(
    database: Database, staff: Staff
) -> None:
    boss = staff["boss"]
    table = database.table_id("BJ-01")
    boss.open(table)
    count = boss.call(
        "rpc_log_table_inventory_snapshot",
        table_id=table,
        snapshot_type="rundown",
        chipset='{"10000": 50}',
        counted_with=boss.dealer,
    )
    async with at_the_podium(database, staff) as person:
        await _looks(person, "spot count · named only")
        await _goes_to(person, "count", count["id"])
        await person.press("w")
        await person.sees(VoidCountForm)
        await person.types("chip-10000", "49")
        await person.types("witness", "linh")
        await person.press("enter", *"one stack missed", "enter")
        await person.says_yes()
        await person.sees(Signature)
        await person.press(*"dealer", "enter", *PASSWORD, "enter")
        await person.hears("signed")
        (void,) = boss.query(
            "select v.reason, n.total_cents, g.staff_id = v.witnessed_by_staff_id as is_signed"
            " from pit.custody_void v"
            " join pit.table_inventory_snapshot n on n.id = v.replacing_snapshot_id"
            " join pit.custody_signature g on g.record_id = v.id"
        )
        assert void == {"reason": "one stack missed", "total_cents": 490_000, "is_signed": True}
        await person.until(lambda: "void of a count · signed" in screen_text(person.pilot))


async def test_two_counters_and_the_auditor_release_a_box(database: Database, staff: Staff) -> None:
    boss = staff["boss"]
    drop = boss.call(
        "rpc_log_table_drop",
        table_id=database.table_id("BJ-01"),
        drop_box_id="B-17",
        seal_no="S-4471",
        witnessed_by=boss.dealer,
    )
    staff["count2"].call("rpc_enter_drop_count", drop_event_id=drop["id"], amount_cents=1_250)
    async with at_the_podium(database, staff, "count") as person:
        await person.press("e")
        await person.sees(BoxesScreen)
        await person.until(lambda: "1 of 2 counted" in screen_text(person.pilot))
        await person.press("enter")
        await person.sees(Found)
        await person.press(*"12.50", "enter")
        await person.says_yes()
        await person.until(lambda: "two agree" in screen_text(person.pilot))
    async with at_the_podium(database, staff, "auditor") as person:
        await person.press("e")
        await person.sees(BoxesScreen)
        await person.until(lambda: "two agree" in screen_text(person.pilot))
        await person.press("r")
        await person.says_yes()
        await person.hears("Box B-17 is released")
        await person.until(lambda: "Every box is counted" in prose(person.pilot))


async def test_a_round_opens_marked_tables_with_the_previous_closers_and_one_signature(
    database: Database, staff: Staff
) -> None:
    boss, tables = staff["boss"], [database.table_id(label) for label in ("BJ-01", "BJ-02")]
    for table in tables:
        session = boss.open(table)
        closer = boss.call(
            "rpc_log_table_inventory_snapshot",
            table_id=table,
            snapshot_type="close",
            chipset='{"10000": 50}',
            counted_with=boss.dealer,
        )
        boss.call(
            "rpc_close_table_session",
            table_session_id=session["id"],
            closing_inventory_snapshot_id=closer["id"],
        )
    async with at_the_podium(database, staff) as person:
        await person.press("space", "2", "space", "o")
        await person.sees(Companion)
        await person.press(*"linh", "enter", "enter")
        for _ in tables:
            await person.sees(RoundPage)
            await person.press("equals_sign")
            await person.sees(Confirm)
            await person.says_yes()
        await person.sees(Signature)
        await person.press(*"dealer", "enter", *PASSWORD, "enter")
        await person.hears("Round ended: 2 tables opened")
    rows = boss.query(
        "select o.total_cents, g.staff_id is not null as is_signed from pit.table_session s"
        " join pit.table_inventory_snapshot o on o.id = s.opening_inventory_snapshot_id"
        " left join pit.custody_signature g on g.record_id = o.id where s.status = 'ACTIVE'"
    )
    assert rows == [{"total_cents": 500_000, "is_signed": True}] * 2
