-- Row security is enabled and forced on every table; one policy shape, with the sub-select so that
-- the identity is looked up once per statement.
do $$
declare
  v_figures constant text[] := array[
    'table_inventory_snapshot', 'table_buyin_telemetry', 'visit', 'rating_slip',
    'table_session_event', 'player_financial_transaction', 'custody_void', 'drop_count',
    'table_rundown', 'shift_sign_off', 'shift_sign_on', 'shift_checkpoint',
    'alert_acknowledgement'
  ];
  v_unread constant text[] := array[
    'command_log', 'audit_entry', 'casino_change', 'slip_series', 'table_change', 'table_terms'
  ];
  v_table record;
  v_column text;
begin
  for v_table in
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r'
    order by c.relname
  loop
    execute format('alter table pit.%I enable row level security', v_table.relname);
    execute format('alter table pit.%I force row level security', v_table.relname);
    v_column := case when v_table.relname = 'casino' then 'id' else 'casino_id' end;
    execute format(
      'create policy owner_tenant on pit.%I to pit_owner'
      ' using (%I = (select pit_private.current_casino_id()))'
      ' with check (%I = (select pit_private.current_casino_id()))',
      v_table.relname, v_column, v_column
    );
    if v_table.relname <> all (v_unread) then
      execute format(
        'create policy staff_tenant on pit.%I for select to authenticated'
        ' using (%I = (select pit_private.%I()))',
        v_table.relname, v_column,
        case
          when v_table.relname = any (v_figures) then 'current_figures_casino_id'
          when v_table.relname = 'fill_credit_slip' then 'current_slips_casino_id'
          else 'current_staff_casino_id'
        end
      );
      execute format('grant select on pit.%I to authenticated', v_table.relname);
    end if;
  end loop;
end
$$;

-- A counter reads what they entered themselves, and nobody else reads it at all.
alter policy staff_tenant on pit.drop_count_entry using (
  casino_id = (select pit_private.current_staff_casino_id())
  and entered_by_staff_id = (select pit_private.current_counter_id())
);

-- Nobody reads an amount in the transaction that releases it, nor a rundown in the one that computes
-- it: they could be rolled back and leave what was read.
alter policy staff_tenant on pit.drop_count using (
  casino_id = (select pit_private.current_figures_casino_id())
  and released_in is distinct from (select pg_current_xact_id_if_assigned())
);
alter policy staff_tenant on pit.table_rundown using (
  casino_id = (select pit_private.current_figures_casino_id())
  and computed_in is distinct from (select pg_current_xact_id_if_assigned())
);

-- The mark of a record from paper is read by whoever reads the record.
alter policy staff_tenant on pit.late_entry using (
  casino_id = case
    when record_kind = 'drop' then (select pit_private.current_staff_casino_id())
    when record_kind in ('fill', 'credit') then (select pit_private.current_slips_casino_id())
    else (select pit_private.current_figures_casino_id())
  end
);

-- The identity owner sets casinos up and reads who is who, across casinos, through its own
-- functions only.
create policy identity_casino on pit.casino to pit_identity using (true) with check (true);
create policy identity_settings on pit.casino_settings to pit_identity using (true) with check (true);
create policy identity_change on pit.casino_change to pit_identity using (true) with check (true);
create policy identity_shift on pit.shift to pit_identity using (true) with check (true);
create policy identity_pit on pit.pit to pit_identity using (true) with check (true);
create policy identity_chip_set on pit.chip_set to pit_identity using (true) with check (true);
create policy identity_chip_mix on pit.chip_mix to pit_identity using (true) with check (true);
create policy identity_table on pit.gaming_table to pit_identity using (true) with check (true);
create policy identity_hours on pit.casino_hours to pit_identity using (true) with check (true);
create policy identity_shift_hours on pit.shift_hours to pit_identity
  using (true) with check (true);
create policy identity_terms on pit.table_terms to pit_identity using (true) with check (true);
create policy identity_staff on pit.staff to pit_identity using (true) with check (true);
create policy identity_audit on pit.audit_entry to pit_identity using (true) with check (true);
-- Whether the books hold amounts, of which it reads none, and whether a casino is at work.
create policy identity_session on pit.table_session to pit_identity using (true) with check (true);
create policy identity_count on pit.table_inventory_snapshot to pit_identity
  using (true) with check (true);
-- And whether a period that reaches into a day was signed.
create policy identity_sign_off on pit.shift_sign_off to pit_identity
  using (true) with check (true);
-- And it backfills the telemetry from finance; its grants let it add, never change.
create policy identity_transaction on pit.player_financial_transaction to pit_identity
  using (true) with check (true);
create policy identity_telemetry on pit.table_buyin_telemetry to pit_identity
  using (true) with check (true);
-- And it forgets commands when their time is over.
create policy identity_command on pit.command_log to pit_identity using (true) with check (true);
