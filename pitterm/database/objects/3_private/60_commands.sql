-- In an older snapshot than this statement's, staff disabled since would still be active.
create function pit_private.demand_read_committed() returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform pit_private.fail('invalid_argument', 'A command runs in a READ COMMITTED transaction.');
  end if;
end
$$;

-- Claims a key for a command. The first result comes back when this very request was applied
-- before, NULL when it is to be done now. A race on one key waits here for the first to commit.
create function pit_private.begin_command(
  p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb
) returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_logged pit.command_log;
begin
  perform pit_private.demand_read_committed();
  insert into pit.command_log (casino_id, idempotency_key, function_name, arguments, actor_id)
  values (p_actor.casino_id, p_key, p_function_name, p_arguments, p_actor.staff_id)
  on conflict (casino_id, idempotency_key) do nothing;
  if found then
    return null;
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = p_actor.casino_id and l.idempotency_key = p_key;
  if v_logged.is_fenced then
    perform pit_private.fail('idempotency_conflict', 'This command was given up and can never apply.');
  end if;
  if (v_logged.function_name, v_logged.arguments, v_logged.actor_id)
    is distinct from (p_function_name, p_arguments, p_actor.staff_id) then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another request.');
  end if;
  return v_logged.result;
end
$$;

-- The last statement of every mutation: keeps its result, writes its line of the audit and tells the
-- watchers. The change number is bumped here and nowhere earlier, so that two commands on two tables
-- cannot wait for each other. p_before is the main row as it was, where the command changed one.
-- Whose change it was is the table of the result, or p_table_id; of a result that has no such
-- column, as a visit or a signed shift, the board shows nothing.
create function pit_private.finish_command(
  p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb default null,
  p_table_id uuid default null
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table_id constant uuid := coalesce(p_table_id, (p_result ->> 'gaming_table_id')::uuid);
  v_command pit.command_log;
  v_number bigint;
begin
  update pit.command_log set result = p_result
  where casino_id = p_actor.casino_id and idempotency_key = p_key
  returning * into v_command;
  perform pit_private.record_audit(
    p_actor.casino_id, p_actor.staff_id, 'command', v_command.function_name, p_key,
    v_command.arguments, p_before, p_result
  );
  update pit.casino_change c set change_number = c.change_number + 1
  where c.casino_id = p_actor.casino_id
  returning c.change_number into v_number;
  if v_table_id is not null then
    insert into pit.table_change (casino_id, gaming_table_id, change_number)
    values (p_actor.casino_id, v_table_id, v_number)
    on conflict (casino_id, gaming_table_id) do update set change_number = excluded.change_number;
  end if;
  perform pg_notify('pitterm', '');
end
$$;

-- The key of a command: the caller's, checked, or one of its own. `pft:` belongs to the bridge
-- from finance. A refusal after it names the key in the server's log.
create function pit_private.checked_key(p_key text) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_key is null then
    return gen_random_uuid()::text;
  end if;
  if length(p_key) > 128 or p_key !~ '^[!-~]+$' then
    perform pit_private.fail('invalid_argument', 'A key is 1 to 128 printable characters without spaces.');
  end if;
  if p_key like 'pft:%' then
    perform pit_private.fail('invalid_argument', 'Keys that begin with pft: are reserved.');
  end if;
  perform set_config('app.idempotency_key', p_key, true);
  return p_key;
end
$$;
