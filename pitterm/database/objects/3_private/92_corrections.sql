-- The sessions a count or drop belongs to: the one it was made in and those it opens or closes.
-- They are locked, after their table.
create function pit_private.lock_sessions_of_record(
  p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid
) returns uuid[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(held.id), '{}')
    from (
      select s.id from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
        and (
          s.id = p_session_id
          or p_record_id in (
            s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
            s.closing_inventory_snapshot_id, s.drop_event_id
          )
        )
      order by s.id
      for no key update
    ) held
  );
end
$$;

create function pit_private.demand_not_final(p_casino_id uuid, p_session_ids uuid[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_rundown r
    where r.casino_id = p_casino_id and r.table_session_id = any (p_session_ids)
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The session is final; its records stand.');
  end if;
end
$$;

-- The second person of a void: a colleague who may sign and who did not make the record.
create function pit_private.check_void_witness(
  p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.check_second_person(p_actor, p_witness_id);
  if p_witness_id = p_author_id then
    perform pit_private.fail('same_person', 'Whoever made the record does not witness its void.');
  end if;
end
$$;

-- Puts a count into the session that owes it, once it may be used and until the table opens again.
create function pit_private.attach_owed_count(
  p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_owing pit.table_session;
begin
  if p_count.snapshot_type <> 'close'
    or pit_private.signature_due(p_count.casino_id, p_count.id) is not null
    or exists (
      select from pit_private.live_session(p_count.casino_id, p_count.gaming_table_id)
    ) then
    return;
  end if;
  update pit.table_session s set closing_inventory_snapshot_id = p_count.id
  from pit_private.last_closed_session(p_count.casino_id, p_count.gaming_table_id) l
  where s.casino_id = p_count.casino_id and s.id = l.id and s.id = p_count.table_session_id
    and s.closing_inventory_snapshot_id is null
  returning s.* into v_owing;
  if found then
    perform pit_private.record_transition(
      v_owing, 'count_attached', 'CLOSED', p_actor_id, p_at, p_count.note
    );
    perform pit_private.refresh_rundowns(
      v_owing.casino_id, v_owing.gaming_table_id, v_owing.opened_at
    );
  end if;
end
$$;

-- A count is voided once, while its sessions are not final; one that a session stands on goes only
-- for another.
create function pit_private.check_count_may_be_voided(
  p_count pit.table_inventory_snapshot, p_is_replaced boolean
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_count.casino_id and v.inventory_snapshot_id = p_count.id
  ) then
    perform pit_private.fail('already_reversed', 'The count was already voided.');
  end if;
  perform pit_private.demand_not_final(
    p_count.casino_id,
    pit_private.lock_sessions_of_record(
      p_count.casino_id, p_count.gaming_table_id, p_count.table_session_id, p_count.id
    )
  );
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_count.casino_id and s.gaming_table_id = p_count.gaming_table_id
      and p_count.id in (
        s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
        s.closing_inventory_snapshot_id
      )
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That count opened or closed a session; give the right chips.'
    );
  end if;
end
$$;

-- Every session that stands on the wrong count stands on the right one.
create function pit_private.put_count_in_place(
  p_wrong pit.table_inventory_snapshot, p_right_id uuid
) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update pit.table_session s
  set expected_inventory_snapshot_id = case
      when s.expected_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.expected_inventory_snapshot_id
    end,
    opening_inventory_snapshot_id = case
      when s.opening_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.opening_inventory_snapshot_id
    end,
    closing_inventory_snapshot_id = case
      when s.closing_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.closing_inventory_snapshot_id
    end
  where s.casino_id = p_wrong.casino_id and s.gaming_table_id = p_wrong.gaming_table_id
    and p_wrong.id in (
      s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
      s.closing_inventory_snapshot_id
    )
$$;

-- A drop record is voided once, before its count is released and while its sessions are not final;
-- one that closed a session goes only for another.
create function pit_private.check_drop_may_be_voided(
  p_drop pit.table_drop_event, p_is_replaced boolean
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_reversed', 'The drop was already voided.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_drop.casino_id and n.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  perform pit_private.demand_not_final(
    p_drop.casino_id,
    pit_private.lock_sessions_of_record(
      p_drop.casino_id, p_drop.gaming_table_id, p_drop.table_session_id, p_drop.id
    )
  );
  -- Without this removal, the play before it would be in the box of a session that is final.
  if not p_is_replaced then
    perform pit_private.demand_not_final(
      p_drop.casino_id,
      array(
        select s.id from pit.table_session s
        where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
          and s.opened_at >= p_drop.removed_at
          and p_drop.removed_at = (
            select max(d.removed_at) from pit.table_drop_event d
            where d.casino_id = s.casino_id and d.gaming_table_id = s.gaming_table_id
              and d.removed_at < pit_private.play_ended_at(s) and pit_private.is_clean_removal(d)
          )
      )
    );
  end if;
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That drop closed a session; give the right box and seal.'
    );
  end if;
end
$$;
