-- The audit of [start, end), oldest first and at most so many lines; the next page begins at the time of
-- the last line. What a counter found stays hidden until its box is released, and a transaction does not read what it
-- wrote itself: both could be rolled back and leave what was read.
create function pit.rpc_get_audit(
  p_window_start timestamptz, p_window_end timestamptz, p_person text default null,
  p_table_id uuid default null, p_kind text default null, p_limit int default 1000
) returns table (
  id uuid, logged_at timestamptz, kind text, login text, staff_id uuid, staff_name text,
  terminal text, client_address text, function_name text, idempotency_key text,
  gaming_table_id uuid, table_label text, arguments jsonb, before jsonb, after jsonb
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'auditor', 'admin');
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_kind not in ('command', 'sign_in', 'refusal', 'administration', 'export') then
    perform pit_private.fail(
      'invalid_argument', 'A line is of a command, sign_in, refusal, administration or export.'
    );
  end if;
  return query
  select e.id, e.logged_at, e.kind, e.login, e.staff_id, s.name::text, e.terminal,
    host(e.client_address), e.function_name, e.idempotency_key, t.id, t.label::text,
    case when h.is_hidden then e.arguments - 'p_amount_cents' else e.arguments end,
    e.before,
    case when h.is_hidden then e.after - 'amount_cents' else e.after end
  from pit.audit_entry e
  left join pit.staff s on s.casino_id = e.casino_id and s.id = e.staff_id
  left join pit.gaming_table t
    on t.casino_id = e.casino_id and t.id = pit_private.table_of_audit(e)
  cross join lateral (
    select e.function_name = 'rpc_enter_drop_count' and not exists (
      select from pit.drop_count c
      where c.casino_id = e.casino_id
        and c.drop_event_id = (e.arguments ->> 'p_drop_event_id')::uuid
        and c.released_in is distinct from pg_current_xact_id_if_assigned()
    ) as is_hidden
  ) h
  where e.casino_id = v_actor.casino_id
    and e.logged_at >= p_window_start and e.logged_at < p_window_end
    and e.written_in is distinct from pg_current_xact_id_if_assigned()
    and (p_person is null or e.login = p_person)
    and (p_kind is null or e.kind = p_kind)
    and (p_table_id is null or t.id = p_table_id)
  order by e.logged_at, e.id
  limit least(greatest(coalesce(p_limit, 1000), 1), 10000);
end
$$;
