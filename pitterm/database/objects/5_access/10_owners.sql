-- Hands every object to its owner: identity and provisioning to pit_identity, all else to pit_owner.
do $$
declare
  v_identity constant text[] := array[
    'current_actor', 'current_casino_id', 'current_staff_casino_id', 'current_figures_casino_id',
    'current_slips_casino_id', 'current_counter_id',
    'set_rls_context_from_staff', 'provision_casino', 'provision_settings', 'provision_shifts',
    'provision_pit', 'line_up_other_pits', 'provision_chip_set', 'provision_chip_mixes',
    'provision_table', 'login_named', 'provision_staff',
    'hours_at', 'gaming_day_of', 'gaming_day_started_at', 'shift_at', 'hours_are_begun',
    'hours_said', 'write_hours', 'carry_hours', 'provision_hours', 'terms_said', 'write_terms',
    'carry_terms', 'provision_terms', 'settings_to_come',
    'casino_at_work', 'hold_floor', 'announce_floor',
    'set_staff_active', 'set_staff_role', 'set_staff_name', 'set_staff_subject', 'allow_gateway',
    'record_password', 'staff_roster',
    'begin_backfill', 'backfill_telemetry', 'end_backfill',
    'forgettable_commands', 'forget_commands'
  ];
  v_object record;
begin
  for v_object in
    select format(
      'alter function %s owner to %I', p.oid::regprocedure,
      case when p.proname = any (v_identity) then 'pit_identity' else 'pit_owner' end
    ) as statement
    from pg_catalog.pg_proc p
    where p.pronamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
    union all
    select format(
      'alter %s %s owner to %I', case c.relkind when 'v' then 'view' else 'table' end,
      c.oid::regclass,
      case
        when c.relname in ('staff_login', 'gateway_login', 'backfill_place') then 'pit_identity'
        else 'pit_owner'
      end
    )
    from pg_catalog.pg_class c
    where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace) and c.relkind in ('r', 'v')
    union all
    select format('alter type %s owner to pit_owner', t.oid::regtype)
    from pg_catalog.pg_type t
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
      and (t.typtype = 'd' or c.relkind = 'c')
  loop
    execute v_object.statement;
  end loop;
end
$$;

revoke create on schema pit_private from pit_identity;
