"""Attacks that get through as soon as their barrier is taken away: so the barrier is what holds."""

from collections.abc import Callable, Iterator

import pytest

from tests.attack.attacks import (
    Scene,
    acts_from_an_old_snapshot,
    brings_an_equality_of_its_own,
    empties_a_table,
    guesses_an_amount_while_counting,
    inherits_a_login,
    is_admin_in_a_table_of_its_own,
    looks_at_a_count_and_takes_its_release_back,
    looks_at_a_rundown_and_takes_its_release_back,
    looks_at_a_win_and_takes_its_release_back,
    makes_itself_admin,
    moves_a_session_without_a_role,
    reads_lakeside,
    reads_lakeside_by_setting,
    reads_tables_from_the_wall,
    reads_the_other_counters_entry,
    reads_the_par_while_counting,
    reads_the_tray_while_counting,
    reads_through_a_forgetful_rpc,
    tries_out_the_other_counters_amount,
)
from tests.attack.holdings import furnish
from tests.databases import Database


def rewritten(function: str, old: str, new: str) -> str:
    """SQL that changes one piece of a function's source, and fails where it is not there."""
    return (
        "do $do$ declare v_new text; begin select replace(pg_get_functiondef(oid),"
        f" $old${old}$old$, $new${new}$new$) into strict v_new from pg_proc"
        f" where proname = '{function}' and position($old${old}$old$ in prosrc) > 0;"
        " execute v_new; end $do$"
    )


# What must all be taken away before the attack gets through, the last of it last.
ATTACKS: dict[str, tuple[Callable[[Scene], bool], tuple[str, ...]]] = {
    "the tenant policy": (
        reads_lakeside,
        ("alter policy staff_tenant on pit.staff using (true)",),
    ),
    "a policy that believes no setting": (
        reads_lakeside_by_setting,
        (
            "alter policy staff_tenant on pit.visit"
            " using (casino_id = (select current_setting('app.casino_id')::uuid))",
        ),
    ),
    "forced row security": (
        reads_through_a_forgetful_rpc,
        ("alter table pit.table_session no force row level security",),
    ),
    "no privilege but SELECT": (
        empties_a_table,
        ("grant truncate on pit.casino_settings to authenticated",),
    ),
    "the closed private schema": (
        makes_itself_admin,
        (
            "grant usage on schema pit_private to authenticated",
            "grant execute on function pit_private.set_staff_role(text, text, boolean) to public",
        ),
    ),
    "the par's own grant": (
        reads_the_par_while_counting,
        ("grant select on pit.gaming_table to authenticated",),
    ),
    "the figures policy": (
        reads_the_tray_while_counting,
        (
            "alter policy staff_tenant on pit.table_inventory_snapshot"
            " using (casino_id = (select pit_private.current_staff_casino_id()))",
        ),
    ),
    "the counter's own policy": (
        reads_the_other_counters_entry,
        (
            "alter policy staff_tenant on pit.drop_count_entry"
            " using (casino_id = (select pit_private.current_staff_casino_id()))",
        ),
    ),
    "silence until an entry is kept": (
        tries_out_the_other_counters_amount,
        (rewritten("has_just_entered", "e.entered_at >= transaction_timestamp()", "false"),),
    ),
    "silence in the answer to a release": (
        looks_at_a_count_and_takes_its_release_back,
        (rewritten("rpc_release_drop_count", "v_count.amount_cents := null;", ""),),
    ),
    "silence of a release until it is kept": (
        looks_at_a_count_and_takes_its_release_back,
        (
            "alter policy staff_tenant on pit.drop_count"
            " using (casino_id = (select pit_private.current_figures_casino_id()))",
        ),
    ),
    "silence of a rundown until it is kept": (
        looks_at_a_rundown_and_takes_its_release_back,
        (
            "alter policy staff_tenant on pit.table_rundown"
            " using (casino_id = (select pit_private.current_figures_casino_id()))",
        ),
    ),
    "figures without a release that may be taken back": (
        looks_at_a_win_and_takes_its_release_back,
        (
            rewritten(
                "is_told", "p_released_in is distinct from pg_current_xact_id_if_assigned()", "true"
            ),
        ),
    ),
    "unsampled amounts": (
        guesses_an_amount_while_counting,
        ("alter table pit.table_buyin_telemetry alter amount_cents set statistics 100",),
    ),
    "READ COMMITTED for commands": (
        acts_from_an_old_snapshot,
        (
            "create or replace function pit_private.demand_read_committed() returns void"
            " language sql as 'select'",
        ),
    ),
    "the login's number": (
        inherits_a_login,
        (
            "alter table pit_private.staff_login add name text",
            "create function pg_temp.keep() returns trigger language plpgsql"
            " as 'begin new.name := new.login::text; return new; end'",
            "create trigger keep before insert on pit_private.staff_login"
            " for each row execute function pg_temp.keep()",
            rewritten(
                "current_actor",
                "l.login = to_regrole(quote_ident(session_user))",
                "l.name = session_user",
            ),
        ),
    ),
    "two allow-lists of roles": (
        moves_a_session_without_a_role,
        (
            rewritten("current_actor", "and s.role in (", "or false and s.role in ("),
            rewritten("demand_role", "is not true", "is false"),
        ),
    ),
    "names that say their schema": (
        is_admin_in_a_table_of_its_own,
        (
            "grant temporary on database {database} to authenticated",
            rewritten("current_actor", "join pit.staff s", "join staff s"),
        ),
    ),
    "the pinned search path": (
        brings_an_equality_of_its_own,
        (
            "grant create on schema public to authenticated",
            "alter function pit_private.demand_role(pit_private.actor, text[]) reset search_path",
            "alter function pit.rpc_open_table_session(uuid, text, timestamptz, text, text)"
            " reset search_path",
        ),
    ),
    "the staff's policy": (
        reads_tables_from_the_wall,
        (
            "grant execute on function pit_private.current_casino_id() to authenticated",
            "alter policy staff_tenant on pit.table_session"
            " using (casino_id = (select pit_private.current_casino_id()))",
        ),
    ),
}


@pytest.fixture
def scene(database: Database) -> Iterator[Scene]:
    harbor = furnish(database, "harbor", "boss")
    lakeside = furnish(database, "lakeside", "boss2")
    with database.connect_admin() as admin:
        yield Scene(database, admin, harbor, lakeside)


@pytest.mark.parametrize("barrier", ATTACKS)
def test_the_barrier_is_what_holds_the_attack_off(scene: Scene, barrier: str) -> None:
    attack, removal = ATTACKS[barrier]
    for statement in removal:
        assert not attack(scene), statement
        scene.admin.execute(statement.format(database=scene.database.name).encode())
    assert attack(scene)
