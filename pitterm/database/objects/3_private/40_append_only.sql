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

create trigger table_session_event_append_only
  before update or delete or truncate on pit.table_session_event
  for each statement execute function pit_private.refuse_rewriting();
create trigger table_inventory_snapshot_append_only
  before update or delete or truncate on pit.table_inventory_snapshot
  for each statement execute function pit_private.refuse_rewriting();
create trigger table_drop_event_append_only
  before update or delete or truncate on pit.table_drop_event
  for each statement execute function pit_private.refuse_rewriting();
create trigger table_buyin_telemetry_append_only
  before update or delete or truncate on pit.table_buyin_telemetry
  for each statement execute function pit_private.refuse_rewriting();
create trigger table_session_kept
  before delete or truncate on pit.table_session
  for each statement execute function pit_private.refuse_rewriting();
create trigger command_log_kept
  before delete or truncate on pit.command_log
  for each statement execute function pit_private.refuse_rewriting();
