"""As many casinos as there are clients, each with a pit boss of its own."""

from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.demo import DEMO_FLOOR, DEMO_PASSWORD
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.floor import read_floor
from pitterm.database.floor.provision import provision_floor
from pitterm.database.logins import create_login
from pitterm.database.provisioning import bind_login
from pitterm.domain.staff import Role


@dataclass(frozen=True)
class House:
    """One casino: who acts in it, who counts with them, and at which tables."""

    casino_id: UUID
    login: str
    boss_id: UUID
    colleague_id: UUID
    tables: tuple[UUID, ...]


def build_houses(server: EmbeddedServer, count: int) -> list[House]:
    """So many casinos with the floor of the demo's first one; every table of theirs is shut."""
    with psycopg.connect(server.admin_conninfo(), autocommit=True) as administrator:
        return [_build(administrator, number) for number in range(count)]


def _build(administrator: Connection[TupleRow], number: int) -> House:
    name = f"bench{number}"
    plan = read_floor(DEMO_FLOOR).casinos[0]
    plan = plan.model_copy(update={"slug": name, "name": name})
    with administrator.transaction():
        casino_id = provision_floor(administrator, plan)
        for login, role in ((name, Role.PIT_BOSS), (f"{name}_dealer", Role.DEALER)):
            create_login(administrator, login, DEMO_PASSWORD, role)
            bind_login(administrator, casino_id, login, login, role, shows_money=False)
    staff: dict[str, UUID] = dict(
        administrator.execute(
            "select s.name, s.id from pit.staff s where s.casino_id = %s", [casino_id]
        ).fetchall()
    )
    tables = administrator.execute(
        "select t.id from pit.gaming_table t where t.casino_id = %s and t.status = 'active'"
        " order by t.label",
        [casino_id],
    ).fetchall()
    return House(
        casino_id, name, staff[name], staff[f"{name}_dealer"], tuple(row[0] for row in tables)
    )
