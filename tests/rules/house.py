"""The administrator's hand in the tests: settings, tables, players, and what was kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection, sql
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

from tests.databases import Database
from tests.rules.pit import Pit, Row

_spots = count(1)


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> bytes:
    query = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier("pit", table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(map(sql.Placeholder, columns)),
    )
    return query.as_bytes()


class House:
    """Writes as the superuser, with every trigger and constraint on."""

    def __init__(self, database: Database, connection: Connection[TupleRow]) -> None:
        self.database = database
        self.connection = connection
        self.casino = database.casino_id()
        self.staff_id = cache(database.staff_id)
        self.boss = database.staff_id("boss")
        self.dealer = database.staff_id("dealer")

    def value(self, query: str, *arguments: object) -> Any:
        row = self.connection.execute(query.encode(), arguments).fetchone()
        return row[0] if row is not None else None

    def insert(self, table: str, **columns: object) -> UUID:
        """The id of a new row of a pit table."""
        new = uuid4()
        row = {"id": new, **columns}
        self.connection.execute(_insertion(table, tuple(row)), row)
        return new

    def change(self, table: str, row: UUID, **columns: object) -> None:
        query = sql.SQL("update {} set {} where id = {}").format(
            sql.Identifier("pit", table),
            sql.SQL(", ").join(
                sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
                for name in columns
            ),
            sql.Literal(row),
        )
        self.connection.execute(query, columns)

    def new_table(self, casino: str = "harbor", status: str = "active") -> UUID:
        """A table on the floor, in no pit, that nobody has touched."""
        number = next(_spots)
        casino_id = self.database.casino_id(casino)
        return self.insert(
            "gaming_table",
            casino_id=casino_id,
            label=f"T-{number}",
            spot=number % 99 + 1,
            game="Blackjack",
            min_bet_cents=1_500,
            max_bet_cents=200_000,
            par_cents=2_000_000,
            chip_set_id=self.value(
                "select id from pit.chip_set where casino_id = %s limit 1", casino_id
            ),
            status=status,
        )

    def new_slip(self, table: UUID, casino: str = "harbor") -> dict[str, Any]:
        """A visit with a rating slip at the table, as the parameters of a rated buy-in."""
        casino_id = self.database.casino_id(casino)
        visit = self.insert("visit", casino_id=casino_id)
        slip = self.insert(
            "rating_slip", casino_id=casino_id, visit_id=visit, gaming_table_id=table
        )
        return {"visit_id": visit, "rating_slip_id": slip}

    def new_moved_chips(self, table: UUID, kind: str, status: str = "REQUESTED") -> UUID:
        """A fill or credit of the table's running session that got as far as this."""
        was_verified = status in ("VERIFIED_AT_TABLE", "DEPOSITED_IN_DROPBOX")
        now = self.value("select clock_timestamp()")
        steps: dict[str, object] = {}
        if status != "REQUESTED":
            steps |= {"slip_year": 2001, "slip_number": next(_spots), "issued_at": now}
            steps |= {"issued_by_staff_id": self.new_colleague("cashier")}
        if was_verified:
            steps |= {"runner_staff_id": self.new_colleague("security"), "verified_at": now}
            steps |= {"verified_by_staff_id": self.new_colleague("dealer")}
        return self.insert(
            "fill_credit_slip",
            casino_id=self.casino,
            gaming_table_id=table,
            table_session_id=self.value(
                "select id from pit.table_session where gaming_table_id = %s"
                " and status <> 'CLOSED'",
                table,
            ),
            kind=kind,
            status=status,
            chipset=Jsonb({"10000": 10}),
            requested_at=now,
            requested_by_staff_id=self.new_colleague("floor_supervisor"),
            **steps,
        )

    @contextmanager
    def bridge_down(self) -> Iterator[None]:
        """Nothing comes from finance into the telemetry meanwhile."""
        telemetry = "alter table pit.table_buyin_telemetry"
        self.connection.execute(
            f"{telemetry} add constraint down check (idempotency_key not like 'pft:%')"
            " not valid".encode()
        )
        try:
            yield
        finally:
            self.connection.execute(f"{telemetry} drop constraint down".encode())

    def backfill(self, batch: int = 100, casino: str = "harbor") -> tuple[int, int, bool]:
        """One batch of one table: transactions worked through, rows brought, whether more remain.

        It begins a run where none is under way, and ends the one that has come through.
        """
        casino_id = self.database.casino_id(casino)
        self.value(
            "select pit_private.begin_backfill(%s)"
            " where not exists (select from pit_private.backfill_place where casino_id = %s)",
            *(casino_id, casino_id),
        )
        row = self.connection.execute(
            "select * from pit_private.backfill_telemetry(%s, %s)", [casino_id, batch]
        ).fetchone()
        assert row is not None
        self.value("select pit_private.end_backfill(%s)", casino_id)
        done, inserted, remaining = row
        return done, inserted, remaining

    def backfill_all(self, batch: int = 100) -> int:
        """A whole run; how many rows it brought."""
        brought, remaining = 0, True
        while remaining:
            _, inserted, remaining = self.backfill(batch)
            brought += inserted
        return brought

    def new_colleague(self, role: str = "dealer", casino: str = "harbor") -> UUID:
        """Somebody of this role who has no login."""
        return self.insert(
            "staff",
            casino_id=self.database.casino_id(casino),
            name=f"Colleague {next(_spots)}",
            role=role,
        )

    @contextmanager
    def setting(self, **settings: object) -> Iterator[None]:
        """Settings of Harbor that hold for a while."""
        before = self.value(
            "select to_jsonb(s) from pit.casino_settings s where casino_id = %s", self.casino
        )
        self._provision(settings)
        try:
            yield
        finally:
            self._provision(before)

    def _provision(self, settings: dict[str, object]) -> None:
        """The clock by hand: of books that are begun provisioning takes none."""
        self.connection.execute(
            "update pit.casino_settings s"
            " set time_zone = n.time_zone, gaming_day_start = n.gaming_day_start"
            " from pit.casino_settings b, jsonb_populate_record(b, %s) n"
            " where b.casino_id = s.casino_id and s.casino_id = %s",
            [Jsonb(settings), self.casino],
        )
        self.value("select pit_private.provision_settings(%s, %s)", self.casino, Jsonb(settings))

    @contextmanager
    def inactive_staff(self, login: str) -> Iterator[None]:
        self.value("select pit_private.set_staff_active(%s, false)", login)
        try:
            yield
        finally:
            self.value("select pit_private.set_staff_active(%s, true)", login)

    def events(self, session: Row) -> list[tuple[Any, ...]]:
        """(transition, from, to, actor, reason) of a session in the order they happened."""
        return self.connection.execute(
            "select transition, from_status, to_status, actor_id, reason"
            " from pit.table_session_event where table_session_id = %s order by occurred_at",
            [session["id"]],
        ).fetchall()

    def change_number(self, casino: str = "harbor") -> int:
        number = self.value(
            "select change_number from pit.casino_change where casino_id = %s",
            self.database.casino_id(casino),
        )
        assert isinstance(number, int)
        return number

    def wait_until_blocked(self, pit: Pit) -> None:
        """Returns once this person's running call waits for somebody's lock."""
        deadline = monotonic() + 5
        pid = pit.connection.info.backend_pid
        while not self.value("select cardinality(pg_blocking_pids(%s)) > 0", pid):
            assert monotonic() < deadline, "nobody was waited for"

    def logged_commands(self) -> int:
        number = self.value("select count(*) from pit.command_log")
        assert isinstance(number, int)
        return number
