-- How long a command's key answers for itself, at least: far beyond the 31 days after which no entry
-- that waited on a terminal is taken any more, so that nothing can come again under a forgotten key.
create function pit_private.shortest_retention() returns interval
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select interval '90 days'
$$;

-- Whoever deletes: a command is not forgotten before its time.
create function pit_private.refuse_forgetting_early() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.logged_at > clock_timestamp() - pit_private.shortest_retention() then
    raise exception using
      errcode = '42501',
      message = format('%s is append-only for 90 days', tg_table_name),
      hint = 'pitterm db retain removes what is older.';
  end if;
  return old;
end
$$;

create trigger command_log_kept before delete on pit.command_log
  for each row execute function pit_private.refuse_forgetting_early();
create trigger command_log_whole before truncate on pit.command_log
  for each statement execute function pit_private.refuse_rewriting();

-- The commands of a casino that are older than so many days, all of which have their line of the
-- audit. Fewer days than the shortest retention are refused.
create function pit_private.forgettable_commands(p_casino_id uuid, p_keep_days int) returns bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.check_retention(p_keep_days);
  return (
    select count(*) from pit.command_log l
    where l.casino_id = p_casino_id
      and l.logged_at < clock_timestamp() - make_interval(days => p_keep_days)
  );
end
$$;

create function pit_private.check_retention(p_keep_days int) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if (make_interval(days => p_keep_days) >= pit_private.shortest_retention()) is not true then
    perform pit_private.fail('invalid_argument', 'Commands are kept for at least 90 days.');
  end if;
end
$$;

-- Forgets one batch of them and says how many those were; a line of the audit tells it.
create function pit_private.forget_commands(p_casino_id uuid, p_keep_days int, p_batch int)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
declare
  v_before constant timestamptz := clock_timestamp() - make_interval(days => p_keep_days);
  v_forgotten bigint;
begin
  perform pit_private.check_retention(p_keep_days);
  delete from pit.command_log l
  where l.casino_id = p_casino_id and l.idempotency_key = any (
    array(
      select o.idempotency_key from pit.command_log o
      where o.casino_id = p_casino_id and o.logged_at < v_before
      limit greatest(p_batch, 1)
    )
  );
  get diagnostics v_forgotten = row_count;
  if v_forgotten > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'forget commands', null,
      jsonb_build_object('before', v_before), null, jsonb_build_object('forgotten', v_forgotten)
    );
  end if;
  return v_forgotten;
end
$$;
