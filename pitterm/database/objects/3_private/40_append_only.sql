-- History is added to, never rewritten: not even by the owner of the tables.
create function pit_private.refuse_rewriting() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using
    errcode = '42501',
    message = format('%s is append-only', tg_table_name),
    hint = 'Record a correction that points at the original.';
end
$$;

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'table_session_event', 'table_inventory_snapshot', 'table_drop_event', 'custody_void',
    'custody_signature', 'drop_count_entry', 'drop_count', 'player_financial_transaction',
    'table_buyin_telemetry', 'shift_sign_off', 'shift_sign_on', 'shift_checkpoint',
    'alert_acknowledgement', 'audit_entry', 'late_entry'
  ] loop
    execute format(
      'create trigger %s_append_only before update or delete or truncate on pit.%I'
      ' for each statement execute function pit_private.refuse_rewriting()',
      v_table, v_table
    );
  end loop;
  foreach v_table in array array[
    'table_session', 'fill_credit_slip', 'slip_series', 'table_rundown', 'casino_hours',
    'shift_hours', 'table_terms'
  ] loop
    execute format(
      'create trigger %s_kept before delete or truncate on pit.%I'
      ' for each statement execute function pit_private.refuse_rewriting()',
      v_table, v_table
    );
  end loop;
end
$$;

-- What was finalised does not change again.
create function pit_private.refuse_changing_final() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.finalized_at is not null then
    raise exception using
      errcode = '42501', message = 'the rundown is final',
      hint = 'Corrections are rows of their own.';
  end if;
  return new;
end
$$;

create trigger table_rundown_final before update on pit.table_rundown
  for each row execute function pit_private.refuse_changing_final();

-- Dated settings whose day has come stand: what was computed under them is never computed anew.
create function pit_private.refuse_changing_past() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.effective_from < pit_private.gaming_day_of(old.casino_id, clock_timestamp()) then
    raise exception using
      errcode = '42501', message = format('%s has been in effect', tg_table_name),
      hint = 'Give another value a gaming day of its own.';
  end if;
  return new;
end
$$;

create trigger casino_hours_stand before update on pit.casino_hours
  for each row execute function pit_private.refuse_changing_past();
create trigger shift_hours_stand before update on pit.shift_hours
  for each row execute function pit_private.refuse_changing_past();
create trigger table_terms_stand before update on pit.table_terms
  for each row execute function pit_private.refuse_changing_past();
