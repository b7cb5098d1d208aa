"""What must hold for functions and roles, read from the catalog: SQL that names the violations."""

_FUNCTIONS = """
select p.*, p.pronamespace::regnamespace::text as schema from pg_proc p
where p.pronamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
"""

SEARCH_PATH = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where array_position(proconfig, 'search_path=pg_catalog, pg_temp') is null
"""

EXECUTE = f"""
select format('%s for %s', p.oid::regprocedure, coalesce(r.rolname, 'PUBLIC'))
from ({_FUNCTIONS}) p
cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
left join pg_roles r on r.oid = a.grantee
where a.grantee <> p.proowner and (a.is_grantable or not case r.rolname
  when 'authenticated' then p.schema = 'pit' or p.proname in (
    'current_staff_casino_id', 'current_figures_casino_id', 'current_slips_casino_id',
    'current_counter_id'
  )
  when 'pit_display' then p.schema = 'pit'
    and p.proname in ('rpc_get_pit_board', 'rpc_get_heartbeat', 'rpc_sign_in')
  when 'pit_owner' then p.proname in (
    'current_actor', 'current_casino_id', 'set_rls_context_from_staff', 'hours_at',
    'gaming_day_of', 'gaming_day_started_at', 'shift_at'
  )
  when 'pit_identity' then p.proname in (
    'fail', 'is_printable', 'lock_table', 'compute_gaming_day', 'hours_on', 'shift_starts',
    'terms_in_force', 'kept_step', 'audit_dated', 'refuse_changing_past',
    'standing_entry_cents', 'insert_bridged', 'bridge_buyin', 'bridge_missing', 'record_audit',
    'next_place_to_backfill', 'next_to_backfill', 'lacks_entries', 'corrected_buyins',
    'audit_administration', 'check_retention', 'shortest_retention', 'refuse_forgetting_early'
  )
  else false
end)
"""

RPC_SHAPE = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where schema = 'pit' and not (
  proname like 'rpc\\_%' and prokind = 'f' and prosecdef and proowner = 'pit_owner'::regrole
  and array_to_string(proconfig, ';') ~ 'lock_timeout=[1-9]'
)
"""

# The declaration is the first thing that runs, before any argument is looked at.
IDENTITY_FIRST = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where schema = 'pit' and (
  prosrc !~ (
    '^\\s*declare\\s+v_actor constant pit_private\\.actor'
    ' := pit_private\\.set_rls_context_from_staff\\(\\);'
  )
  or prosrc ~ 'v_actor\\s*:='
)
"""

NO_IDENTITY_ARGUMENT = f"""
select format('%s: %s', p.oid::regprocedure, n.name)
from ({_FUNCTIONS}) p
cross join lateral unnest(p.proargnames[1:p.pronargs]) as n (name)
where p.schema = 'pit' and n.name ~ '(^|_)(casino|actor|role|staff|login|user|author|tenant)(_|$)'
"""

# Whatever a client can SET is no source of truth; the isolation level is the server's own word. The
# audit keeps what a terminal calls itself, a refusal names its key in the server's log, and a
# gateway says who calls.
NO_SETTING = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where replace(prosrc, case proname
    when 'demand_read_committed' then 'current_setting(''transaction_isolation'')'
    when 'record_audit' then 'current_setting(''application_name'')'
    when 'fail' then 'current_setting(''app.idempotency_key'', true)'
    when 'current_actor' then 'current_setting(''request.jwt.claims'', true)'
    else ''
  end, '')
  ~* 'current_setting|request\\.jwt|pg_settings|\\mshow\\M'
"""

SESSION_USER = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where prosrc ~* '\\m(current_user|current_role|system_user|user)\\M'
  or (prosrc ~* '\\msession_user\\M') is distinct from (
    proname in ('current_actor', 'record_audit', 'fail')
  )
"""

NO_DYNAMIC_SQL = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p where prosrc ~* '\\mexecute\\M'
"""

# Whoever writes leaves a line of the audit, and nothing but record_audit writes one.
AUDITED = f"""
with recursive reached (rpc, name) as (
  select proname, proname from ({_FUNCTIONS}) p where schema = 'pit' and provolatile = 'v'
  union
  select r.rpc, f.proname from reached r
  join ({_FUNCTIONS}) p on p.proname = r.name
  join ({_FUNCTIONS}) f on f.schema = 'pit_private'
    and position('pit_private.' || f.proname || '(' in p.prosrc) > 0
)
select rpc::text from reached group by rpc having not bool_or(name = 'record_audit')
union all
select proname::text from ({_FUNCTIONS}) p
where prosrc ~* '(into|update|from|table)\\s+pit\\.audit_entry' and proname not in (
  'record_audit', 'is_too_often', 'rpc_get_audit'
)
"""

# The audit shows the row a command changed as it was, where that row is the command's own.
BEFORE = f"""
select p.oid::regprocedure::text
from ({_FUNCTIONS}) p
join pg_type t on t.oid = p.prorettype
where p.prosrc ~ ('update pit\\.' || t.typname || '\\M')
  and p.prosrc ~ 'finish_command\\('
  and (p.prosrc !~ ', v_before\\);' or p.prosrc !~ 'v_before := to_jsonb|into v_before')
"""

# A definer's rights are needed to be somebody else: the RPCs, identity and provisioning, and the
# gaming day, which is asked too often to ask each time who calls.
DEFINERS = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where schema = 'pit_private'
  and prosecdef is distinct from (proowner = 'pit_identity'::regrole)
"""

# A deny-list lets a NULL or a new role pass.
ALLOW_LISTS = f"""
select oid::regprocedure::text from ({_FUNCTIONS}) p
where prosrc ~* 'role\\s+not\\s+in' or prosrc ~* 'role\\s*<>\\s*all'
  or (schema = 'pit' and proname not in ('rpc_get_pit_board', 'rpc_get_heartbeat')
    and prosrc !~ 'begin\\s+perform pit_private\\.demand_role\\(')
  or (proname = 'demand_role' and prosrc !~ 'is not true then')
"""

ROLES = """
select rolname::text from pg_roles
where rolname in ('pit_owner', 'pit_identity', 'authenticated', 'pit_display') and (
  rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
)
union all
select format('%s is in %s', m.member::regrole, m.roleid::regrole)
from pg_auth_members m join pg_roles r on r.oid = m.member
where (m.roleid in ('pit_owner'::regrole, 'pit_identity'::regrole) and not r.rolcreaterole)
  or m.member in (
    'pit_owner'::regrole, 'pit_identity'::regrole, 'authenticated'::regrole, 'pit_display'::regrole
  )
  or (m.roleid in ('authenticated'::regrole, 'pit_display'::regrole) and m.admin_option
    and not r.rolcreaterole)
"""

STAFF_LOGINS = """
select r.rolname::text from pit_private.staff_login l join pg_roles r on r.oid = l.login
where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
  or (
    select array_agg(m.roleid::regrole::text) from pg_auth_members m where m.member = r.oid
  ) is distinct from (
    select case when s.role = 'display' then '{pit_display}'::text[] else '{authenticated}' end
    from pit.staff s where s.id = l.staff_id
  )
"""
