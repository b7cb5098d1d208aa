-- One line of the audit, in the transaction of what it tells. The login is the connection's own;
-- the terminal is what the client calls itself, kept as a label and believed by nothing.
create function pit_private.record_audit(
  p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text,
  p_arguments jsonb, p_before jsonb, p_after jsonb
) returns uuid
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id constant uuid := gen_random_uuid();
begin
  insert into pit.audit_entry (
    id, casino_id, staff_id, kind, login, terminal, client_address, function_name, idempotency_key,
    arguments, before, after
  ) values (
    v_id, p_casino_id, p_staff_id, p_kind, session_user, left(current_setting('application_name'), 64),
    inet_client_addr(), p_function_name, p_key, p_arguments, p_before, p_after
  );
  return v_id;
end
$$;

-- Whether a login has this many lines of a kind within the last minute: what anybody may write
-- without changing anything has a bound.
create function pit_private.is_too_often(p_actor pit_private.actor, p_kind text, p_limit int)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select count(*) >= p_limit from (
    select from pit.audit_entry e
    where e.casino_id = p_actor.casino_id and e.staff_id = p_actor.staff_id and e.kind = p_kind
      and e.kind in ('sign_in', 'refusal', 'export')
      and e.logged_at > clock_timestamp() - interval '1 minute'
    limit p_limit
  ) recent
$$;

-- What an administrator changes, through pitterm or by hand: the row before and after. A row written
-- again as it was is no change.
create function pit_private.audit_administration() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row constant jsonb := coalesce(v_after, v_before);
begin
  if v_before - 'updated_at' = v_after - 'updated_at' then
    return null;
  end if;
  perform pit_private.record_audit(
    coalesce(v_row ->> 'casino_id', v_row ->> 'id')::uuid, null, 'administration',
    format('%s %s', lower(tg_op), tg_table_name), null, null, v_before, v_after
  );
  return null;
end
$$;

-- A dated row takes the place of what would hold for that day without it; one that says the same is
-- no change.
create function pit_private.audit_dated() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  v_after constant jsonb := to_jsonb(new);
  v_before_day constant date := new.effective_from - 1;
begin
  if tg_op = 'INSERT' and tg_table_name = 'casino_hours' then
    select to_jsonb(h) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h;
  elsif tg_op = 'INSERT' and tg_table_name = 'shift_hours' then
    select jsonb_build_object('starts_at', s.starts_at) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h
    cross join lateral pit_private.shift_starts(new.casino_id, h.effective_from) s
    where s.shift_id = new.shift_id;
  elsif tg_op = 'INSERT' then
    select to_jsonb(t) - 'gaming_table_id' into v_before
    from pit_private.terms_in_force(
      new.casino_id, array[new.gaming_table_id], v_before_day
    ) t;
  end if;
  if v_before is not null and (v_before - 'effective_from' - 'begins_at') <@ v_after then
    return null;
  end if;
  perform pit_private.record_audit(
    new.casino_id, null, 'administration', format('%s %s', lower(tg_op), tg_table_name), null, null,
    v_before, v_after
  );
  return null;
end
$$;

create trigger casino_hours_audited after insert or update on pit.casino_hours
  for each row execute function pit_private.audit_dated();
create trigger shift_hours_audited after insert or update on pit.shift_hours
  for each row execute function pit_private.audit_dated();
create trigger table_terms_audited after insert or update on pit.table_terms
  for each row execute function pit_private.audit_dated();

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'pit.casino', 'pit.casino_settings', 'pit.shift', 'pit.pit', 'pit.chip_set', 'pit.chip_mix',
    'pit.gaming_table', 'pit.staff', 'pit_private.staff_login'
  ] loop
    execute format(
      'create trigger %s_audited after insert or update or delete on %s'
      ' for each row execute function pit_private.audit_administration()',
      split_part(v_table, '.', 2), v_table
    );
  end loop;
end
$$;

-- The table a line is about: the one its row names, else the one of the record that was signed.
create function pit_private.table_of_audit(p_entry pit.audit_entry) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_record_id uuid;
begin
  if p_entry.kind = 'administration' then
    return case
      when p_entry.function_name like '% gaming_table'
        then (coalesce(p_entry.after, p_entry.before) ->> 'id')::uuid
      when p_entry.function_name like '% table_terms'
        then (p_entry.after ->> 'gaming_table_id')::uuid
    end;
  end if;
  if p_entry.after ? 'gaming_table_id' then
    return (p_entry.after ->> 'gaming_table_id')::uuid;
  end if;
  v_record_id := coalesce(p_entry.after ->> 'record_id', p_entry.after ->> 'table_session_id')::uuid;
  if v_record_id is null then
    return null;
  end if;
  return (
    select c.gaming_table_id from pit.table_inventory_snapshot c
    where c.casino_id = p_entry.casino_id and c.id = v_record_id
    union all
    select d.gaming_table_id from pit.table_drop_event d
    where d.casino_id = p_entry.casino_id and d.id = v_record_id
    union all
    select v.gaming_table_id from pit.custody_void v
    where v.casino_id = p_entry.casino_id and v.id = v_record_id
    union all
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_entry.casino_id and f.id = v_record_id
    union all
    select s.gaming_table_id from pit.table_session s
    where s.casino_id = p_entry.casino_id and s.id = v_record_id
    limit 1
  );
end
$$;
