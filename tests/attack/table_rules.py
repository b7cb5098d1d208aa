"""What must hold for tables, read from the catalog: each rule is SQL that names its violations."""

APPEND_ONLY = (
    "table_session_event",
    "table_inventory_snapshot",
    "table_drop_event",
    "table_buyin_telemetry",
    "custody_void",
    "custody_signature",
    "late_entry",
    "drop_count_entry",
    "drop_count",
    "player_financial_transaction",
    "shift_sign_off",
    "shift_sign_on",
    "shift_checkpoint",
    "alert_acknowledgement",
    "audit_entry",
)
KEPT = (
    "table_session",
    "fill_credit_slip",
    "slip_series",
    "table_rundown",
    "casino_hours",
    "shift_hours",
    "table_terms",
)
FORGOTTEN_IN_TIME = ("command_log",)
"""Never emptied, and no row deleted before its retention is over."""
CHANGEABLE = (
    "table_change",
    "casino",
    "casino_settings",
    "casino_change",
    "shift",
    "staff",
    "pit",
    "chip_set",
    "chip_mix",
    "gaming_table",
    "visit",
    "rating_slip",
)
PROVISIONED = (
    "casino,casino_settings,casino_change,shift,pit,chip_set,chip_mix,gaming_table,staff,"
    "casino_hours,shift_hours,table_terms"
)

_TABLES = """
select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
where c.relnamespace = 'pit'::regnamespace and c.relkind in ('r', 'p')
"""

ROW_SECURITY = f"""
select relname::text from ({_TABLES}) t where not (relrowsecurity and relforcerowsecurity)
"""

# A view reads with its owner's rights unless it is told not to, and a sequence counts across
# casinos. Whoever may look at a view is held by its table's policies: only internals may.
KINDS = """
select c.relname::text from pg_class c
where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
  and c.relkind not in ('r', 'i', 'c')
  and not (
    c.relkind = 'v' and c.relnamespace = 'pit_private'::regnamespace
    and coalesce(c.reloptions @> '{security_invoker=true}', false)
  )
"""

# The sub-select makes the identity be asked once a statement; a policy that reads a setting, or
# one for PUBLIC, has none of these shapes.
POLICIES = """
select p.tablename || ': ' || p.policyname
from pg_policies p
cross join lateral (
  select case when p.tablename = 'casino' then 'id' else 'casino_id' end as tenant
) t
where p.schemaname in ('pit', 'pit_private') and not (case
  when p.roles = '{pit_identity}' then p.qual = 'true' and p.with_check = 'true'
  when p.roles = '{pit_owner}' then p.cmd = 'ALL' and p.qual = p.with_check and p.qual = format(
    '(%s = ( SELECT pit_private.current_casino_id() AS current_casino_id))', t.tenant
  )
  when p.roles = '{authenticated}' and p.tablename = 'drop_count_entry'
    then p.cmd = 'SELECT' and p.qual = '((casino_id = ( SELECT'
      ' pit_private.current_staff_casino_id() AS current_staff_casino_id)) AND'
      ' (entered_by_staff_id = ( SELECT pit_private.current_counter_id() AS current_counter_id)))'
  when p.roles = '{authenticated}' and p.tablename in ('drop_count', 'table_rundown')
    then p.cmd = 'SELECT' and p.qual = format('((casino_id = ( SELECT'
      ' pit_private.current_figures_casino_id() AS current_figures_casino_id)) AND'
      ' (%s IS DISTINCT FROM ( SELECT'
      ' pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned)))',
      case p.tablename when 'drop_count' then 'released_in' else 'computed_in' end)
  when p.roles = '{authenticated}' and p.tablename = 'late_entry'
    then p.cmd = 'SELECT' and regexp_replace(p.qual, '\\s+', ' ', 'g') = '(casino_id = CASE'
      ' WHEN (record_kind = ''drop''::text) THEN ( SELECT'
      ' pit_private.current_staff_casino_id() AS current_staff_casino_id)'
      ' WHEN (record_kind = ANY (ARRAY[''fill''::text, ''credit''::text])) THEN ( SELECT'
      ' pit_private.current_slips_casino_id() AS current_slips_casino_id)'
      ' ELSE ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id) END)'
  when p.roles = '{authenticated}' and p.tablename = 'fill_credit_slip'
    then p.cmd = 'SELECT' and p.qual =
      '(casino_id = ( SELECT pit_private.current_slips_casino_id() AS current_slips_casino_id))'
  when p.roles = '{authenticated}' then p.cmd = 'SELECT' and p.qual in (
    format('(%s = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id))',
      t.tenant),
    format('(%s = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id))',
      t.tenant)
  )
  else false
end)
"""

OWNER_POLICY = f"""
select t.relname::text from ({_TABLES}) t where (
  select count(*) from pg_policies p
  where p.schemaname = 'pit' and p.tablename = t.relname and p.roles = '{{pit_owner}}'
) <> 1
"""

# Amounts, and what is written beside them, lie under the policy that status roles fail; a slip is
# read by whoever handles it, and what a counter entered by that counter.
FIGURES_POLICY = """
select c.table_name || '.' || c.column_name
from information_schema.columns c
where c.table_schema = 'pit'
  and (c.column_name ~ '_cents$|^chipset$|^sheet$' or c.table_name = 'table_session_event')
  and has_column_privilege(
    'authenticated', c.table_schema || '.' || c.table_name, c.column_name, 'select'
  )
  and c.table_name not in ('casino_settings', 'chip_set')
  and (c.table_name, c.column_name) not in (
    ('gaming_table', 'min_bet_cents'), ('gaming_table', 'max_bet_cents')
  )
  and not exists (
    select from pg_policies p where p.schemaname = 'pit' and p.tablename = c.table_name
      and p.roles = '{authenticated}' and p.qual ~ case c.table_name
        when 'fill_credit_slip' then 'current_slips_casino_id'
        when 'drop_count_entry' then 'current_counter_id'
        else 'current_figures_casino_id'
      end
  )
"""

PRIVILEGES = f"""
select format('%s: %s to %s', g.relname, a.privilege_type, coalesce(r.rolname, 'PUBLIC'))
from (
  select c.relnamespace, c.relname, c.relowner, null as column_name, unnest(c.relacl) as acl
  from pg_class c
  where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
  union all
  select c.relnamespace, c.relname, c.relowner, t.attname, unnest(t.attacl) from pg_attribute t
  join pg_class c on c.oid = t.attrelid
  where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
) g
cross join lateral aclexplode(array[g.acl]) a
left join pg_roles r on r.oid = a.grantee
where a.grantee <> g.relowner and (a.is_grantable or not (
  (r.rolname is not distinct from 'authenticated' and a.privilege_type = 'SELECT'
    and g.relnamespace = 'pit'::regnamespace
    and g.relname not in ('command_log', 'audit_entry', 'casino_change', 'slip_series',
      'table_change', 'table_terms'))
  or (r.rolname is not distinct from 'pit_identity'
    and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE')
    and g.relname = any (string_to_array('{PROVISIONED}', ',')))
  or (r.rolname is not distinct from 'pit_identity' and (g.relname, a.privilege_type) in (
    ('player_financial_transaction', 'SELECT'),
    ('table_buyin_telemetry', 'SELECT'),
    ('table_buyin_telemetry', 'INSERT'),
    ('audit_entry', 'INSERT'),
    ('command_log', 'SELECT'),
    ('command_log', 'DELETE')
  ))
  or (r.rolname is not distinct from 'pit_identity' and a.privilege_type = 'SELECT'
    and (g.relname, g.column_name) in (
      ('table_inventory_snapshot', 'casino_id'), ('table_session', 'casino_id'),
      ('table_session', 'gaming_table_id'), ('table_session', 'status'),
      ('table_session', 'closed_at'), ('shift_sign_off', 'casino_id'),
      ('shift_sign_off', 'window_end')
    ))
))
"""

SCHEMA_PRIVILEGES = """
select format('%s: %s to %s', n.nspname, a.privilege_type, coalesce(r.rolname, 'PUBLIC'))
from pg_namespace n
cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
left join pg_roles r on r.oid = a.grantee
where n.nspname in ('pit', 'pit_private') and a.grantee <> n.nspowner and (
  a.is_grantable or a.privilege_type <> 'USAGE' or r.rolname is null or r.rolname <> all (case
    when n.nspname = 'pit' then array['pit_identity', 'authenticated', 'pit_display']
    else array['pit_identity']
  end)
)
"""

# Neither a table to shadow another with nor a function to be called by mistake.
CREATING = """
select format('%s: CREATE for %s', n.nspname, r.rolname)
from pg_namespace n cross join pg_roles r
where r.rolname in ('authenticated', 'pit_display', 'pit_identity')
  and has_schema_privilege(r.oid, n.oid, 'create')
union all
select format('database: %s for %s', p.privilege, r.rolname)
from pg_roles r cross join (values ('temporary'), ('create')) p (privilege)
where r.rolname in ('authenticated', 'pit_display', 'pit_identity', 'pit_owner')
  and has_database_privilege(r.oid, current_database(), p.privilege)
union all
select 'database: ' || a.privilege_type || ' for PUBLIC'
from pg_database d cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
where d.datname = current_database() and a.grantee = 0
"""

TENANT_COLUMN = f"""
select t.relname::text from ({_TABLES}) t
where t.relname <> 'casino' and not exists (
  select from pg_attribute a
  join pg_constraint f on f.conrelid = a.attrelid and f.contype = 'f' and a.attnum = any (f.conkey)
  where a.attrelid = t.oid and a.attname = 'casino_id' and a.attnotnull
)
"""

TENANT_KEYS = """
select format('%s: %s', f.conrelid::regclass, f.conname)
from pg_constraint f
join pg_namespace n on n.oid = f.connamespace
where f.contype = 'f' and n.nspname in ('pit', 'pit_private') and not exists (
  select from unnest(f.conkey, f.confkey) as k (here, there)
  join pg_attribute h on h.attrelid = f.conrelid and h.attnum = k.here
  join pg_attribute t on t.attrelid = f.confrelid and t.attnum = k.there
  where h.attname = 'casino_id'
    and t.attname = case when f.confrelid = 'pit.casino'::regclass then 'id' else 'casino_id' end
)
"""

# An index supports a key when its leading columns are all the key's, the most telling one (the
# last of the key) among them. A parent that is never deleted is never searched for its children.
KEPT_PARENTS = (
    "casino,staff,shift,rating_slip,table_inventory_snapshot,table_drop_event,"
    "table_buyin_telemetry,player_financial_transaction"
)
FOREIGN_KEY_INDEXES = f"""
select format('%s: %s', f.conrelid::regclass, f.conname)
from pg_constraint f
join pg_namespace n on n.oid = f.connamespace
join pg_class parent on parent.oid = f.confrelid
where f.contype = 'f' and n.nspname in ('pit', 'pit_private')
  and parent.relname <> all (string_to_array('{KEPT_PARENTS}', ','))
  and not exists (
    select from pg_index i
    cross join generate_series(1, cardinality(f.conkey)) as length
    where i.indrelid = f.conrelid and i.indisvalid and i.indpred is null
      and (i.indkey::int2[])[0:length - 1] <@ f.conkey
      and f.conkey[cardinality(f.conkey)] = any ((i.indkey::int2[])[0:length - 1])
  )
"""

HISTORY = f"""
select t.relname || ' is in no list of kept or changeable tables' from ({_TABLES}) t
where t.relname <> all (
  '{{{",".join(APPEND_ONLY + KEPT + FORGOTTEN_IN_TIME + CHANGEABLE)}}}'
)
union all
select 'not kept: ' || kept.name
from (
  select unnest('{{{",".join(APPEND_ONLY)}}}'::text[]) as name, 8 | 16 | 32 as wanted
  union all
  select unnest('{{{",".join(KEPT)}}}'::text[]), 8 | 32
  union all
  select unnest('{{{",".join(FORGOTTEN_IN_TIME)}}}'::text[]), 32
) kept
where not exists (
  select from pg_trigger g
  where g.tgrelid = to_regclass('pit.' || kept.name) and g.tgenabled in ('O', 'A')
    and g.tgfoid = 'pit_private.refuse_rewriting()'::regprocedure
    and g.tgtype & 3 = 2 and g.tgtype & kept.wanted = kept.wanted and g.tgqual is null
)
union all
select 'forgotten early: ' || name from unnest('{{{",".join(FORGOTTEN_IN_TIME)}}}'::text[]) name
where not exists (
  select from pg_trigger g
  where g.tgrelid = to_regclass('pit.' || name) and g.tgenabled in ('O', 'A')
    and g.tgfoid = 'pit_private.refuse_forgetting_early()'::regprocedure
    and g.tgtype & 3 = 3 and g.tgtype & 8 = 8 and g.tgqual is null
)
"""

# What an administrator changes by hand is told too.
ADMINISTRATION = f"""
select name from unnest(string_to_array('{PROVISIONED},staff_login', ',')) name
where name <> 'casino_change' and not exists (
  select from pg_trigger g
  where g.tgrelid = coalesce(to_regclass('pit.' || name), to_regclass('pit_private.' || name))
    and g.tgenabled in ('O', 'A') and g.tgqual is null and (g.tgfoid, g.tgtype) in (
      ('pit_private.audit_administration()'::regprocedure, 1 | 4 | 8 | 16),
      -- No row of these is ever deleted.
      ('pit_private.audit_dated()'::regprocedure, 1 | 4 | 16)
    )
)
"""

STATISTICS = """
select format('%s.%s', a.attrelid::regclass, a.attname)
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r' and a.attnum > 0
  and not a.attisdropped and a.attstattarget is distinct from 0
  and a.atttypid not in (
    'uuid'::regtype, 'timestamptz'::regtype, 'date'::regtype, 'boolean'::regtype
  )
  and a.attname not in ('status', 'snapshot_type')
"""

OWNERS = """
select format('%s belongs to %s', o.name, o.owner::regrole)
from (
  select c.oid::regclass::text as name, c.relowner as owner from pg_class c
  where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
    and c.relname not in (
      'staff_login', 'staff_login_pkey', 'staff_login_staff_id_key',
      'gateway_login', 'gateway_login_pkey',
      'backfill_place', 'backfill_place_pkey'
    )
  union all
  select t.typname, t.typowner from pg_type t
  where t.typnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace) and t.typtype = 'd'
  union all
  select n.nspname, n.nspowner from pg_namespace n where n.nspname in ('pit', 'pit_private')
) o
where o.owner <> 'pit_owner'::regrole
union all
select c.relname || ' does not belong to pit_identity' from pg_class c
where c.oid in ('pit_private.staff_login'::regclass, 'pit_private.gateway_login'::regclass,
    'pit_private.backfill_place'::regclass)
  and c.relowner <> 'pit_identity'::regrole
"""
