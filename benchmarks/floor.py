"""A casino to measure on: an embedded server that keeps what it acknowledged, and a full floor."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.demo import DEMO_PASSWORD, seed_demo
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import migrate
from pitterm.repository.credentials import Credentials

_MORE_TABLES = """
with house as (select id from pit.casino where slug = 'harbor'),
more as (
  insert into pit.pit (casino_id, name, position)
  select id, 'Bench ' || n, 100 + n from house, generate_series(1, %(pits)s) n
  returning id, casino_id, name
)
insert into pit.gaming_table (
  casino_id, pit_id, label, spot, game, min_bet_cents, max_bet_cents, par_cents, chip_set_id
)
select more.casino_id, more.id, 'Z' || substr(more.name, 7) || '-' || n, n, 'Blackjack', 1500,
  200000, 2000000,
  (select c.id from pit.chip_set c where c.casino_id = more.casino_id order by c.id limit 1)
from more, generate_series(1, %(tables)s) n
"""
_HISTORY = """
insert into pit.table_buyin_telemetry (
  casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, occurred_at, gaming_day,
  actor_id, idempotency_key, created_at
)
select s.casino_id, s.gaming_table_id, 2500 * (1 + n %% 9), 'GRIND_BUYIN', 'cash', moment.at,
  s.gaming_day, s.opened_by_staff_id, s.id || '/' || n, moment.at
from pit.table_session s, generate_series(1, %(entries)s) n,
  lateral (select clock_timestamp() as at) moment
where s.status = 'ACTIVE'
"""


@dataclass(frozen=True)
class Floor:
    """Where the measured casino is, and its tables in play."""

    server: EmbeddedServer
    tables: tuple[UUID, ...]
    entries: int

    @property
    def boss(self) -> Credentials:
        """The pit boss, who may do everything that is measured."""
        return Credentials(self.server.conninfo(), "boss", DEMO_PASSWORD)

    def connect(self) -> Connection[TupleRow]:
        """The pit boss's bare connection: the floor under what pitterm adds."""
        return psycopg.connect(
            self.server.conninfo(), user="boss", password=DEMO_PASSWORD, autocommit=True
        )

    def administrator(self) -> Connection[TupleRow]:
        """The superuser, whom row security does not bind."""
        return psycopg.connect(self.server.admin_conninfo(), autocommit=True)


@contextmanager
def bare_server(options: Mapping[str, str] = MappingProxyType({})) -> Iterator[EmbeddedServer]:
    """A migrated server without a casino, in a directory that goes with it."""
    with tempfile.TemporaryDirectory(prefix="pitterm-bench-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        server = EmbeddedServer(Path(directory) / "server")
        try:
            server.start(options=options)
            migrate(server.admin_conninfo())
            yield server
        finally:
            server.stop()


@contextmanager
def demo_floor(
    *,
    pits: int = 0,
    tables: int = 0,
    entries: int = 0,
    is_open: bool = True,
    options: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Floor]:
    """The demo's casinos with more pits of so many tables, in play with entries each, or closed."""
    with bare_server(options) as server:
        seed_demo(server.admin_conninfo())
        yield lay_out(server, pits, tables, entries, is_open=is_open)


def lay_out(
    server: EmbeddedServer, pits: int, tables: int, entries: int, *, is_open: bool = True
) -> Floor:
    """The demo's casinos on this server with more pits, as `demo_floor` has them."""
    with psycopg.connect(server.admin_conninfo(), autocommit=True) as administrator:
        administrator.execute(_MORE_TABLES, {"pits": pits, "tables": tables})
        floor = found_floor(server, entries)
        with floor.connect() as boss:
            for table in floor.tables if is_open else ():
                boss.execute("select id from pit.rpc_open_table_session(%s)", [table])
        administrator.execute(_HISTORY, {"entries": entries})
        # A casino that has yet to open has no statistics.
        if is_open:
            administrator.execute("analyze")
    return floor


def found_floor(server: EmbeddedServer, entries: int) -> Floor:
    """The first casino of this server with the tables it has."""
    with psycopg.connect(server.admin_conninfo()) as administrator:
        rows = administrator.execute(
            "select t.id from pit.gaming_table t join pit.casino c on c.id = t.casino_id"
            " where c.slug = 'harbor' order by t.label"
        ).fetchall()
    return Floor(server, tuple(row[0] for row in rows), entries)
