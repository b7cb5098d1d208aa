-- What was recorded in a window at tables without a session, one row per table that has any.
-- Sessions of a table follow each other: the last one opened by then is the one it ran in.
create function pit_private.outside_sessions(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz, p_table_id uuid
) returns table (
  table_id uuid, table_session_id uuid, opened_at timestamptz, closed_at timestamptz,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint,
  win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamptz,
  win_to timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with edge as materialized (
    select t.id as gaming_table_id,
      pit_private.window_edge(p_casino_id, t.id, p_start) as edge_start,
      pit_private.window_edge(p_casino_id, t.id, p_end) as edge_end
    from pit.gaming_table t
    where t.casino_id = p_casino_id and (p_table_id is null or t.id = p_table_id)
  )
  select g.gaming_table_id, null::uuid, null::timestamptz, null::timestamptz, f.fills_cents,
    f.credits_cents,
    case when e.rated_entries > 0 then e.rated_cents end,
    case when e.entries > e.rated_entries then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    null::bigint, null::bigint, null::timestamptz, null::timestamptz
  from edge g
  cross join lateral (
    select count(*) as entries, count(b.rating_slip_id) as rated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents
    from pit.table_buyin_telemetry b
    join pit.casino_settings h on h.casino_id = b.casino_id
    where b.casino_id = p_casino_id and b.gaming_table_id = g.gaming_table_id
      and b.occurred_at >= g.edge_start and b.occurred_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= b.occurred_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or b.occurred_at < ran.closed_at
      )
  ) e
  cross join lateral (
    select count(*) as slips,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = g.gaming_table_id
      and s.effective_at >= g.edge_start and s.effective_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= s.effective_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or s.effective_at < ran.closed_at
      )
  ) f
  where e.entries > 0 or f.slips > 0
$$;
