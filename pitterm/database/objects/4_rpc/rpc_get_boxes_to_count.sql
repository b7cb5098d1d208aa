-- The boxes whose count is not released, oldest first, with how far each has come and no amount.
-- One the asking person has entered in this very transaction is listed when it has ended.
create function pit.rpc_get_boxes_to_count()
returns table (
  id uuid,
  gaming_table_id uuid,
  table_label text,
  drop_box_id text,
  seal_no text,
  removed_at timestamptz,
  gaming_day date,
  round int,
  entries int,
  i_entered boolean
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  return query
  select d.id, d.gaming_table_id, t.label::text, d.drop_box_id::text, d.seal_no::text,
    d.removed_at, d.gaming_day,
    case when n.is_over then r.round + 1 else r.round end,
    case when n.is_over then 0 else r.entries end,
    not n.is_over and v_actor.staff_id = any (r.entered_by)
  from pit_private.standing_drop d
  join pit.gaming_table t on t.casino_id = d.casino_id and t.id = d.gaming_table_id
  cross join lateral pit_private.count_round(d.casino_id, d.id) r
  cross join lateral (select r.entries = 2 and r.amount_cents is null as is_over) n
  where d.casino_id = v_actor.casino_id
    and not exists (
      select from pit.drop_count c where c.casino_id = d.casino_id and c.drop_event_id = d.id
    )
    and not pit_private.has_just_entered(d.casino_id, d.id, v_actor.staff_id)
  order by d.removed_at, d.id;
end
$$;
