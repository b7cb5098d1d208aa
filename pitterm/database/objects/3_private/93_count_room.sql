-- How far the count of a box has come: its last round, who is in it, and the amount once two agree.
create function pit_private.count_round(p_casino_id uuid, p_drop_event_id uuid)
returns table (round int, entries int, amount_cents bigint, entered_by uuid[])
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(e.round), 1), count(*)::int,
    case when count(*) = 2 and min(e.amount_cents) = max(e.amount_cents) then min(e.amount_cents) end,
    coalesce(array_agg(e.entered_by_staff_id), '{}')
  from pit.drop_count_entry e
  where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
    and e.round = (
      select max(l.round) from pit.drop_count_entry l
      where l.casino_id = p_casino_id and l.drop_event_id = p_drop_event_id
    )
$$;

-- Whether this person entered the box's count since the transaction began. Until it ends they are
-- not told whether they found the same as the other: asked again and again and rolled back each
-- time, the answer would be the other's amount.
create function pit_private.has_just_entered(
  p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid
) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.drop_count_entry e
    where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = p_staff_id and e.entered_at >= transaction_timestamp()
  )
$$;

-- The standing drop whose box is counted, its table locked; released, it is counted no more.
create function pit_private.lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid)
returns pit.table_drop_event
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_drop pit.table_drop_event;
begin
  perform pit_private.lock_table(p_casino_id, d.gaming_table_id)
  from pit_private.standing_drop d where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  select * into v_drop from pit_private.standing_drop d
  where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such box to count.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_casino_id and n.drop_event_id = p_drop_event_id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  return v_drop;
end
$$;
