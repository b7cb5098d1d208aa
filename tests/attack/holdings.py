"""One of everything a casino can hold, made by its own boss."""

from dataclasses import dataclass, fields
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.archive import SECRET_CENTS, Archive
from tests.attack.moved_chips import MovedChips
from tests.databases import Database

_TRAY = '{"76543210": 1}'


@dataclass(frozen=True, slots=True)
class Holdings:
    """Ids of a casino's rows, each in the state in which its RPC accepts it."""

    casino: UUID
    colleague: UUID
    supervisor: UUID
    cashier: UUID
    dealer: UUID
    free_table: UUID
    running_table: UUID
    running_session: UUID
    waiting_session: UUID
    opening_count: UUID
    rundown_session: UUID
    empty_session: UUID
    closing_count: UUID
    spot_count: UUID
    to_sign: UUID
    drop: UUID
    agreed_drop: UUID
    entry: UUID
    visit: UUID
    slip: UUID
    requested_fill: UUID
    issued_fill: UUID
    verified_fill: UUID
    requested_credit: UUID
    issued_credit: UUID
    verified_credit: UUID
    idle_visit: UUID
    transaction: UUID
    pit: UUID
    sign_off: UUID
    counted_session: UUID
    agreed_session: UUID
    agreed_session_drop: UUID
    key: str

    def ids(self) -> dict[str, UUID]:
        """Every id by its name."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if isinstance(value, UUID)}


def furnish(database: Database, slug: str, boss: str) -> Holdings:
    """Five tables of the casino in five states, and rows of everything it can record."""
    key = f"known-{slug}"
    with database.connect_admin() as admin, database.connect(boss) as pit_boss:
        casino = database.casino_id(slug)
        colleague, supervisor, cashier, dealer = (
            _id(
                admin,
                "insert into pit.staff (casino_id, name, role) values (%s, %s, %s) returning id",
                casino,
                f"{who} of {slug}",
                role,
            )
            for who, role in (
                ("Second person", "security"),
                ("Supervisor", "floor_supervisor"),
                ("Cashier", "cashier"),
                ("Dealer", "dealer"),
            )
        )
        tables = [
            table
            for (table,) in admin.execute(
                "select id from pit.gaming_table where casino_id = %s and status = 'active'"
                " order by label limit 5",
                [casino],
            )
        ]
        free, running, waiting, rundown, empty = tables
        visit, slip = _visit(admin, casino, running)
        running_session = _open(pit_boss, running)
        spot_count = _log_count(pit_boss, running, "rundown", colleague)
        drop, agreed_drop, released_drop = (
            _id(
                pit_boss,
                "select id from pit.rpc_log_table_drop(%s, %s, 'S-1', %s)",
                running,
                f"BOX-{slug}-{number}",
                colleague,
            )
            for number in (1, 2, 3)
        )
        entry = _id(
            pit_boss,
            "select id from pit.rpc_log_table_buyin_telemetry(%s, %s, 'RATED_BUYIN', %s, %s,"
            " p_idempotency_key => %s)",
            running,
            SECRET_CENTS,
            visit,
            slip,
            key,
        )
        idle_visit = _id(pit_boss, "select id from pit.rpc_start_visit('Player 7')")
        transaction = _id(
            pit_boss,
            "select id from pit.rpc_record_player_transaction(%s, 'in', %s, %s, p_note => %s)",
            visit,
            SECRET_CENTS,
            slip,
            f"{SECRET_CENTS} at the seat",
        )
        admin.execute("select pit_private.begin_backfill(%s)", [casino])
        admin.execute("select pit_private.backfill_telemetry(%s, 100)", [casino])
        closing_count = _log_count(pit_boss, running, "close", colleague)
        rundown_session = _open(pit_boss, rundown)
        pit_boss.execute("select pit.rpc_start_table_rundown(%s)", [rundown_session])
        empty_session = _open(pit_boss, empty)
        moved = MovedChips(admin, casino, rundown)
        requested_fill, requested_credit = moved.requested("fill"), moved.requested("credit")
        issued_fill, issued_credit = moved.issued("fill"), moved.issued("credit")
        verified_fill, verified_credit = moved.verified("fill"), moved.verified("credit")
        waiting_session = _open_waiting(admin, pit_boss, casino, waiting)
        opening_count = _log_count(pit_boss, waiting, "open", colleague)
        second = database.staff_id("dealer") if slug == "harbor" else colleague
        to_sign = _log_count(pit_boss, running, "rundown", second)
        wrong_count = _log_count(pit_boss, running, "rundown", colleague)
        _id(
            pit_boss,
            "select id from pit.rpc_void_table_inventory_snapshot(%s, %s, null, %s)",
            wrong_count,
            f"not {SECRET_CENTS}",
            colleague,
        )
        archive = Archive(admin, casino, database.staff_id(boss), colleague)
        archive.count_boxes(running, agreed_drop, released_drop)
        archive.sign(opening_count)
        archive.move_chips(running, running_session)
        archive.bring_money(visit)
        archive.sum_up(pit_boss, free)
        archive.hand_over()
        archive.see_an_alert(running)
        archive.enter_late(running, entry)
        pit = archive.run_a_pit(empty)
        archive.change_what_is_to_come(empty)
        counted_session, _ = archive.play_in_the_past(free)
        agreed_session, agreed_session_drop = archive.play_in_the_past(free, 30, is_released=False)
    return Holdings(
        casino=casino,
        colleague=colleague,
        supervisor=supervisor,
        cashier=cashier,
        dealer=dealer,
        free_table=free,
        running_table=running,
        running_session=running_session,
        waiting_session=waiting_session,
        opening_count=opening_count,
        rundown_session=rundown_session,
        empty_session=empty_session,
        closing_count=closing_count,
        spot_count=spot_count,
        to_sign=to_sign,
        drop=drop,
        agreed_drop=agreed_drop,
        entry=entry,
        visit=visit,
        slip=slip,
        requested_fill=requested_fill,
        issued_fill=issued_fill,
        verified_fill=verified_fill,
        requested_credit=requested_credit,
        issued_credit=issued_credit,
        verified_credit=verified_credit,
        idle_visit=idle_visit,
        transaction=transaction,
        pit=pit,
        sign_off=archive.handed_over,
        counted_session=counted_session,
        agreed_session=agreed_session,
        agreed_session_drop=agreed_session_drop,
        key=key,
    )


def _id(connection: Connection[TupleRow], statement: str, *arguments: object) -> UUID:
    row = connection.execute(statement.encode(), arguments).fetchone()
    assert row is not None
    found = row[0]
    assert isinstance(found, UUID)
    return found


def _open(boss: Connection[TupleRow], table: UUID) -> UUID:
    return _id(boss, "select id from pit.rpc_open_table_session(%s, %s)", table, str(uuid4()))


def _open_waiting(
    admin: Connection[TupleRow], boss: Connection[TupleRow], casino: UUID, table: UUID
) -> UUID:
    """A session that waits for its opening count, as in a casino that requires one."""
    require = "update pit.casino_settings set opening_count_required = %s where casino_id = %s"
    admin.execute(require, [True, casino])
    session = _open(boss, table)
    admin.execute(require, [False, casino])
    return session


def _log_count(
    boss: Connection[TupleRow], table: UUID, snapshot_type: str, colleague: UUID
) -> UUID:
    return _id(
        boss,
        "select id from pit.rpc_log_table_inventory_snapshot(%s, %s, %s, %s, p_counted_with => %s)",
        table,
        snapshot_type,
        _TRAY,
        f"{SECRET_CENTS} in the tray",
        colleague,
    )


def _visit(admin: Connection[TupleRow], casino: UUID, table: UUID) -> tuple[UUID, UUID]:
    visit = _id(admin, "insert into pit.visit (casino_id) values (%s) returning id", casino)
    slip = _id(
        admin,
        "insert into pit.rating_slip (casino_id, visit_id, gaming_table_id)"
        " values (%s, %s, %s) returning id",
        casino,
        visit,
        table,
    )
    return visit, slip
