"""The schema's contract, read from the catalog so that a new table or function is held to it."""

from typing import LiteralString

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack import function_rules as functions
from tests.attack import table_rules as tables

# Each rule with a change that it must notice.
RULES: dict[str, tuple[str, LiteralString]] = {
    "row security is enabled and forced": (
        tables.ROW_SECURITY,
        "alter table pit.visit no force row level security",
    ),
    "a new table is born without row security": (
        tables.ROW_SECURITY,
        "create table pit.forgotten (id uuid)",
    ),
    "views are internal": (
        tables.KINDS,
        "create view pit.everybody with (security_invoker = true) as select * from pit.staff",
    ),
    "views run with the caller's rights": (
        tables.KINDS,
        "alter view pit_private.standing_count reset (security_invoker)",
    ),
    "nobody reads a view by themselves": (
        tables.PRIVILEGES,
        "grant select on pit_private.standing_count to authenticated",
    ),
    "a counter reads their own entries only": (
        tables.POLICIES,
        "alter policy staff_tenant on pit.drop_count_entry"
        " using (casino_id = (select pit_private.current_figures_casino_id()))",
    ),
    "slips are read by those who handle them": (
        tables.POLICIES,
        "alter policy staff_tenant on pit.fill_credit_slip"
        " using (casino_id = (select pit_private.current_staff_casino_id()))",
    ),
    "the mark of a late entry is read with its record": (
        tables.POLICIES,
        "alter policy staff_tenant on pit.late_entry"
        " using (casino_id = (select pit_private.current_slips_casino_id()))",
    ),
    "policies ask for the casino in a sub-select": (
        tables.POLICIES,
        "alter policy staff_tenant on pit.staff"
        " using (casino_id = pit_private.current_staff_casino_id())",
    ),
    "policies read no setting": (
        tables.POLICIES,
        "alter policy staff_tenant on pit.staff"
        " using (casino_id = (select current_setting('app.casino_id')::uuid))",
    ),
    "policies are for staff and owners alone": (
        tables.POLICIES,
        "create policy everybody on pit.staff for select using (true)",
    ),
    "the owner is held to one policy a table": (
        tables.OWNER_POLICY,
        "drop policy owner_tenant on pit.visit",
    ),
    "figures lie under the figures policy": (
        tables.FIGURES_POLICY,
        "grant select on pit.gaming_table to authenticated",
    ),
    "staff may only read": (
        tables.PRIVILEGES,
        "grant update (name) on pit.staff to authenticated",
    ),
    "a display has no privilege on a table": (
        tables.PRIVILEGES,
        "grant select on pit.casino to pit_display",
    ),
    "the private schema is closed": (
        tables.SCHEMA_PRIVILEGES,
        "grant usage on schema pit_private to authenticated",
    ),
    "nobody creates in a schema": (
        tables.CREATING,
        "grant create on schema public to public",
    ),
    "every row has its casino": (
        tables.TENANT_COLUMN,
        "alter table pit.visit alter casino_id drop not null",
    ),
    "foreign keys carry the casino": (
        tables.TENANT_KEYS,
        "alter table pit.visit add host_id uuid references pit.staff (id)",
    ),
    "foreign keys have their index": (
        tables.FOREIGN_KEY_INDEXES,
        "drop index pit.rating_slip_by_visit",
    ),
    "history is kept": (
        tables.HISTORY,
        "alter table pit.table_drop_event disable trigger table_drop_event_append_only",
    ),
    "commands are not forgotten early": (
        tables.HISTORY,
        "alter table pit.command_log disable trigger command_log_kept",
    ),
    "a new table says whether it is history": (
        tables.HISTORY,
        "create table pit.forgotten (id uuid)",
    ),
    "what an administrator changes is audited": (
        tables.ADMINISTRATION,
        "drop trigger staff_login_audited on pit_private.staff_login",
    ),
    "the audit cannot be rewritten": (
        tables.HISTORY,
        "drop trigger audit_entry_append_only on pit.audit_entry",
    ),
    "nobody may change the audit": (
        tables.PRIVILEGES,
        "grant update on pit.audit_entry to pit_identity",
    ),
    "nobody reads the audit by themselves": (
        tables.PRIVILEGES,
        "grant select on pit.audit_entry to authenticated",
    ),
    "a new command is audited": (
        functions.AUDITED,
        "create function pit.rpc_forgotten() returns void language sql"
        " as 'update pit.visit set ended_at = null'",
    ),
    "one function writes the audit": (
        functions.AUDITED,
        "create function pit_private.forget() returns void language sql"
        " as 'delete from pit.audit_entry'",
    ),
    "a command that changes its row keeps it as it was": (
        functions.BEFORE,
        "create function pit.rpc_forgotten() returns pit.visit language plpgsql as $$"
        " declare v_visit pit.visit; begin"
        " update pit.visit v set ended_at = null returning v.* into v_visit;"
        " perform pit_private.finish_command(null, 'key', to_jsonb(v_visit));"
        " return v_visit; end $$",
    ),
    "no figure and no name is sampled": (
        tables.STATISTICS,
        "alter table pit.table_buyin_telemetry alter amount_cents set statistics 100",
    ),
    "everything belongs to the owners": (
        tables.OWNERS,
        "alter table pit.visit owner to postgres",
    ),
    "functions pin their search path": (
        functions.SEARCH_PATH,
        "alter function pit_private.current_actor() set search_path = pit, pg_catalog",
    ),
    "functions are called by those they are for": (
        functions.EXECUTE,
        "grant execute on function pit_private.set_staff_active(text, boolean) to authenticated",
    ),
    "a new function is born callable by everybody": (
        functions.EXECUTE,
        "create function pit.rpc_forgotten() returns int language sql as 'select 1'",
    ),
    "RPCs run as the owner and wait for no lock too long": (
        functions.RPC_SHAPE,
        "alter function pit.rpc_get_heartbeat() security invoker",
    ),
    "RPCs begin with the identity": (
        functions.IDENTITY_FIRST,
        "create function pit.rpc_forgotten() returns void language plpgsql"
        " as 'begin perform pit_private.set_rls_context_from_staff(); end'",
    ),
    "no RPC is told who calls": (
        functions.NO_IDENTITY_ARGUMENT,
        "create function pit.rpc_forgotten(p_actor_id uuid) returns int language sql as 'select 1'",
    ),
    "no function believes a setting": (
        functions.NO_SETTING,
        "create function pit_private.casino() returns text language sql"
        " as $$ select current_setting('app.casino_id') $$",
    ),
    "only the login tells who calls": (
        functions.SESSION_USER,
        "create function pit_private.caller() returns text language sql as 'select current_user'",
    ),
    "no function builds SQL": (
        functions.NO_DYNAMIC_SQL,
        "create function pit_private.run(p text) returns void language plpgsql"
        " as 'begin execute p; end'",
    ),
    "only who must be somebody else is a definer": (
        functions.DEFINERS,
        "alter function pit_private.lock_table(uuid, uuid) security definer",
    ),
    "roles are allowed, never denied": (
        functions.ALLOW_LISTS,
        "create function pit_private.may(p_role text) returns boolean language sql"
        " as $$ select p_role not in ('dealer') $$",
    ),
    "the owners are no logins": (functions.ROLES, "alter role pit_owner bypassrls"),
    "nobody is a member of an owner": (functions.ROLES, "grant pit_identity to dealer"),
    "staff logins have the rights of one group": (
        functions.STAFF_LOGINS,
        "grant pg_read_all_data to dealer",
    ),
}


def violations(connection: Connection[TupleRow], rule: str) -> list[str]:
    return [name for (name,) in connection.execute(rule.encode()).fetchall()]


@pytest.mark.parametrize("sentence", RULES)
def test_the_schema_keeps_the_rule(admin: Connection[TupleRow], sentence: str) -> None:
    assert violations(admin, RULES[sentence][0]) == []


@pytest.mark.parametrize("sentence", RULES)
def test_breaking_the_rule_is_noticed(admin: Connection[TupleRow], sentence: str) -> None:
    rule, breakage = RULES[sentence]
    with admin.transaction(force_rollback=True):
        admin.execute(breakage)
        assert violations(admin, rule)


def test_append_only_tables_refuse_the_administrator_too(admin: Connection[TupleRow]) -> None:
    for table in tables.APPEND_ONLY:
        for statement in (
            f"update pit.{table} set id = id",
            f"delete from pit.{table}",
            f"truncate pit.{table} cascade",
        ):
            with pytest.raises(psycopg.Error) as refusal:
                admin.execute(statement.encode())
            assert refusal.value.sqlstate == "42501", statement


def test_staff_cannot_take_on_the_role_of_their_group(admin: Connection[TupleRow]) -> None:
    rows = admin.execute(
        "select m.member::regrole::text from pg_auth_members m"
        " where m.roleid in ('authenticated'::regrole, 'pit_display'::regrole)"
        " and (m.set_option or not m.inherit_option)"
    ).fetchall()
    assert rows == []
