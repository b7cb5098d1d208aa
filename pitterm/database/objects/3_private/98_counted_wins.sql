-- When the play of a session stopped filling its box: its closing count, the drop that closed it,
-- or its close, whichever came first; a live one has not stopped.
create function pit_private.play_ended_at(p_session pit.table_session) returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_counted_at timestamptz;
  v_removed_at timestamptz;
begin
  if p_session.closed_at is null then
    return 'infinity';
  end if;
  if p_session.closing_inventory_snapshot_id is not null then
    select c.counted_at into v_counted_at from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.id = p_session.closing_inventory_snapshot_id;
  end if;
  if p_session.drop_event_id is not null then
    select d.removed_at into v_removed_at from pit.table_drop_event d
    where d.casino_id = p_session.casino_id and d.id = p_session.drop_event_id;
  end if;
  return least(v_counted_at, v_removed_at, p_session.closed_at);
end
$$;

-- Whether no session was in play when a box left the table: only there a drop period ends together
-- with the sessions it served.
create function pit_private.is_clean_removal(p_drop pit.table_drop_event) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  -- A variable: row security would keep a comparison with the function itself from the index.
  v_ran_since constant timestamptz := pit_private.ran_since(
    p_drop.casino_id, p_drop.gaming_table_id, p_drop.removed_at
  );
begin
  return not exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= v_ran_since and s.opened_at < p_drop.removed_at
      and (s.closed_at is null or s.closed_at > p_drop.removed_at)
      and pit_private.play_ended_at(s) > p_drop.removed_at
  ) and not exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  );
end
$$;

-- Whether a released count may be told: not in the transaction that releases it, which could look at
-- the amount and take the release back.
create function pit_private.is_told(p_released_in xid8) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_released_in is distinct from pg_current_xact_id_if_assigned()
$$;

-- Counted wins of tables in windows: win = closer + credits + counted drop - opener - fills over
-- whole drop periods. Sessions and boxes that overlap are one block, which counts in the window its
-- last session ended in; a block with an unreleased box, a missing count or no removal after it is
-- not known, and then nor is the window's. `sessions` are the blocks', also those of other windows.
-- What this transaction releases is known to what is only kept, and to nothing it shows.
create function pit_private.counted_wins(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[], p_ends timestamptz[],
  p_is_kept boolean default false
) returns table (
  gaming_table_id uuid, window_start timestamptz, sessions int, counted_drop_cents bigint,
  counted_win_cents bigint, counted_from timestamptz, counted_to timestamptz, sessions_in_window int
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with asked as (
    select a.*, pit_private.ran_since(p_casino_id, a.gaming_table_id, a.window_start) as ran_since
    from unnest(p_table_ids, p_starts, p_ends)
      with ordinality as a (gaming_table_id, window_start, window_end, place)
  ),
  -- Materialized, because the block's end is used twice and would be looked up each time.
  ended as materialized (
    select a.place, a.gaming_table_id, a.window_start, a.window_end,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at < e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at desc
        limit 1
      ) as block_after,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at >= e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at
        limit 1
      ) as block_until
    from asked a
    -- Table by table: joined, the planner may read the whole history instead.
    cross join lateral (
      select pit_private.play_ended_at(s) as ended_at from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
        and s.close_reason in ('counted', 'drop_only')
        and s.closed_at >= a.window_start
        and s.opened_at >= a.ran_since and s.opened_at < a.window_end
      offset 0
    ) e
    where e.ended_at >= a.window_start and e.ended_at < a.window_end
  ),
  -- Of a block whose box is still at the table it matters only whether play went on after the
  -- window: what ended before the window is left unread.
  block as materialized (
    select e.place, e.gaming_table_id, coalesce(e.block_after, '-infinity') as block_after,
      coalesce(e.block_until, 'infinity') as block_until, e.window_start, e.window_end,
      pit_private.ran_since(
        p_casino_id, e.gaming_table_id,
        case
          when e.block_until is null then e.window_start else coalesce(e.block_after, '-infinity')
        end
      ) as ran_since
    from ended e
    group by 1, 2, 3, 4, 5, 6, e.block_until
  ),
  member as (
    select b.place, b.gaming_table_id, b.block_after, b.block_until, b.window_start, b.window_end,
      s.id,
      s.opened_at, n.ended_at,
      s.closing_inventory_snapshot_id is not null
        and (
          s.opening_inventory_snapshot_id is not null
          or s.expected_inventory_snapshot_id is not null
        ) as is_counted
    from block b
    join pit.table_session s
      on s.casino_id = p_casino_id and s.gaming_table_id = b.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= b.ran_since and s.opened_at <= b.block_until
      and (s.closed_at is null or s.closed_at > b.block_after)
    cross join lateral (select pit_private.play_ended_at(s) as ended_at offset 0) n
    where n.ended_at > b.block_after and n.ended_at <= b.block_until
  ),
  -- All of them in one call; a block whose box is still at the table is not known.
  tray as (
    select f.session_id, f.tray_cents
    from (
      select array_agg(m.gaming_table_id) as tables, array_agg(m.id) as sessions,
        count(*)::int as sessions_count
      from (
        select distinct m.gaming_table_id, m.id from member m where isfinite(m.block_until)
      ) m
    ) e
    cross join lateral pit_private.table_figures(
      p_casino_id, e.tables, array_fill('-infinity'::timestamptz, array[e.sessions_count]),
      array_fill('infinity'::timestamptz, array[e.sessions_count]), e.sessions
    ) f
  ),
  played as (
    select m.place, m.gaming_table_id, m.block_after, m.block_until,
      count(*)::int as sessions, bool_and(m.is_counted and t.tray_cents is not null) as is_counted,
      count(*) filter (
        where m.opened_at < m.window_end and m.ended_at >= m.window_start
      )::int as sessions_in_window,
      sum(t.tray_cents)::bigint as tray_cents, min(m.opened_at) as counted_from,
      max(m.ended_at) as counted_to
    from member m
    left join tray t on t.session_id = m.id
    group by m.place, m.gaming_table_id, m.block_after, m.block_until, m.window_end
    having max(m.ended_at) < m.window_end
  ),
  known as (
    select p.*, d.drop_cents,
      p.is_counted and isfinite(p.block_until) and d.boxes > 0 and d.boxes = d.released as is_known
    from played p
    cross join lateral (
      select count(*) as boxes, count(c.id) as released,
        coalesce(sum(c.amount_cents), 0)::bigint as drop_cents
      from pit_private.standing_drop d
      left join pit.drop_count c
        on c.casino_id = d.casino_id and c.drop_event_id = d.id
        and (p_is_kept or pit_private.is_told(c.released_in))
      where d.casino_id = p_casino_id and d.gaming_table_id = p.gaming_table_id
        and d.removed_at > p.block_after and d.removed_at <= p.block_until
    ) d
  )
  select a.gaming_table_id, a.window_start, coalesce(sum(k.sessions), 0)::int,
    case when bool_and(k.is_known) then sum(k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then sum(k.tray_cents + k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then min(k.counted_from) end,
    case when bool_and(k.is_known) then max(k.counted_to) end,
    coalesce(sum(k.sessions_in_window), 0)::int
  from asked a
  left join known k on k.place = a.place
  group by a.place, a.gaming_table_id, a.window_start
$$;
