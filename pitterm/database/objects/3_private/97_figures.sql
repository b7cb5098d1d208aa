-- Where a table's window begins or ends: at the count that stands for that change of shift or day,
-- which still belongs to the window it ends, else at the change itself.
create function pit_private.window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamptz)
returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(c.counted_at) + interval '1 microsecond', p_at)
  from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
    and c.shift_boundary = p_at
    and pit_private.signature_due(p_casino_id, c.id) is null
$$;

-- What tables did in windows [start, end), one asked row per (table, window), or of one session of
-- the table where one is named.
--
-- A win is known only between two counts: the counts of one session, in time order, cut it into
-- segments, and a segment belongs to the window its later count falls in. A count that stands for
-- a shift or day change moves that table's edge to its own time, and what happened up to it belongs
-- to the window it ends. A session without an opening count begins at the previous closer, else at
-- its earliest count. Entries, fills and credits of the segments are all between the first and the
-- last of its counts; a segment in which nothing was logged has a tray result and no estimated win.
create function pit_private.table_figures(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[], p_ends timestamptz[],
  p_session_ids uuid[] default null
) returns table (
  gaming_table_id uuid,
  session_id uuid,
  window_start timestamptz,
  window_end timestamptz,
  edge_start timestamptz,
  edge_end timestamptz,
  rated_cents bigint,
  unrated_cents bigint,
  est_drop_cents bigint,
  coverage text,
  fills_cents bigint,
  credits_cents bigint,
  tray_cents bigint,
  est_win_cents bigint,
  win_from timestamptz,
  win_to timestamptz,
  opening_count_id uuid,
  opening_cents bigint,
  closing_count_id uuid,
  closing_cents bigint,
  since_count_buyins_cents bigint,
  since_count_fills_cents bigint,
  since_count_credits_cents bigint,
  outside_session_cents bigint,
  opening_session_id uuid
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with house as (
    select s.box_tenders, s.count_signature from pit.casino_settings s
    where s.casino_id = p_casino_id
  ),
  -- The edges are half-open; the count that moves one still belongs to the window it ends.
  asked as (
    select a.*,
      coalesce(counted.start_at + interval '1 microsecond', a.window_start) as edge_start,
      coalesce(counted.end_at + interval '1 microsecond', a.window_end) as edge_end,
      coalesce(s.opened_at, '-infinity') as opened_at,
      -- Nothing was recorded in a cancelled session; what came later for its time is outside.
      case s.close_reason
        when 'cancelled' then s.opened_at else coalesce(s.closed_at, 'infinity')
      end as closed_at
    from unnest(p_table_ids, p_starts, p_ends, p_session_ids)
      with ordinality as a (gaming_table_id, window_start, window_end, session_id, place)
    cross join house h
    left join pit.table_session s on s.casino_id = p_casino_id and s.id = a.session_id
    cross join lateral (
      select max(c.counted_at) filter (where c.shift_boundary = a.window_start) as start_at,
        max(c.counted_at) filter (where c.shift_boundary = a.window_end) as end_at
      from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = a.gaming_table_id
        and c.shift_boundary in (a.window_start, a.window_end)
        and (not h.count_signature or pit_private.signature_due(p_casino_id, c.id) is null)
    ) counted
  ),
  -- Chosen before their predecessors are looked up: else the planner does that for every count.
  later as materialized (
    select a.place, a.gaming_table_id, c.table_session_id, c.id, c.counted_at, c.total_cents
    from asked a
    cross join lateral (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = a.gaming_table_id
        and n.counted_at >= a.edge_start and n.counted_at < a.edge_end
        and a.session_id is null
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.table_session_id = a.session_id
        and n.counted_at < a.edge_end and n.counted_at >= a.edge_start
    ) c
    where c.snapshot_type <> 'open'
  ),
  -- What the first segment of a session begins with: its opener, else the previous closer. It is
  -- made beforehand, because row security keeps a comparison with a COALESCE from the index.
  begun as materialized (
    select later.*,
      coalesce(s.opening_inventory_snapshot_id, s.expected_inventory_snapshot_id) as begun_with_id
    from later
    join pit.table_session s on s.casino_id = p_casino_id and s.id = later.table_session_id
  ),
  segment as (
    select later.place, later.gaming_table_id, later.table_session_id,
      later.id as later_id, later.counted_at as later_at, later.total_cents as later_cents,
      earlier.id as earlier_id, earlier.counted_at as earlier_at,
      earlier.total_cents as earlier_cents
    from begun later
    -- The newest earlier count of the session or what it began with; none for a session's earliest
    -- known count. Asked one by one: with an OR, each answer is made of three indexes' bitmaps.
    cross join lateral (
      select c.id, c.counted_at, c.total_cents
      from (
        (
          select n.id, n.counted_at, n.total_cents
          from pit_private.standing_count n
          where n.casino_id = p_casino_id and n.table_session_id = later.table_session_id
            and n.snapshot_type <> 'open'
            and (n.counted_at, n.id) < (later.counted_at, later.id)
          order by n.counted_at desc, n.id desc
          limit 1
        )
        union all
        select n.id, n.counted_at, n.total_cents
        from pit_private.standing_count n
        where n.casino_id = p_casino_id and n.id = later.begun_with_id
          and (n.counted_at, n.id) < (later.counted_at, later.id)
      ) c
      order by c.counted_at desc, c.id desc
      limit 1
    ) earlier
  ),
  run as (
    select g.place, g.gaming_table_id, g.table_session_id,
      min(g.earlier_at) as run_from, max(g.later_at) as run_to,
      sum(g.later_cents - g.earlier_cents) as chips_cents,
      (array_agg(g.earlier_id order by g.earlier_at, g.later_at))[1] as opening_count_id,
      (array_agg(g.earlier_cents order by g.earlier_at, g.later_at))[1] as opening_cents,
      (array_agg(g.later_id order by g.later_at desc, g.later_id desc))[1] as closing_count_id,
      (array_agg(g.later_cents order by g.later_at desc, g.later_id desc))[1] as closing_cents
    from segment g
    group by g.place, g.gaming_table_id, g.table_session_id
  ),
  run_result as (
    select r.*, d.entries, d.drop_cents,
      r.chips_cents - f.fills_cents + f.credits_cents as tray_cents
    from run r
    cross join house h
    cross join lateral (
      select count(*) as entries,
        coalesce(sum(b.amount_cents) filter (where b.tender_type = any (h.box_tenders)), 0)
          as drop_cents
      from pit.table_buyin_telemetry b
      where b.casino_id = p_casino_id and b.gaming_table_id = r.gaming_table_id
        and b.occurred_at > r.run_from and b.occurred_at <= r.run_to
    ) d
    cross join lateral (
      select coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
        coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
      from pit.fill_credit_slip s
      where s.casino_id = p_casino_id and s.gaming_table_id = r.gaming_table_id
        and s.effective_at > r.run_from and s.effective_at <= r.run_to
    ) f
  ),
  result as (
    select r.place,
      (array_agg(r.table_session_id order by r.run_from, r.run_to))[1] as opening_session_id,
      sum(r.tray_cents)::bigint as tray_cents,
      case when bool_and(r.entries > 0) then sum(r.tray_cents + r.drop_cents)::bigint end
        as est_win_cents,
      min(r.run_from) as win_from, max(r.run_to) as win_to,
      (array_agg(r.opening_count_id order by r.run_from, r.run_to))[1] as opening_count_id,
      (array_agg(r.opening_cents order by r.run_from, r.run_to))[1] as opening_cents,
      (array_agg(r.closing_count_id order by r.run_to desc))[1] as closing_count_id,
      (array_agg(r.closing_cents order by r.run_to desc))[1] as closing_cents
    from run_result r
    group by r.place
  )
  select a.gaming_table_id, a.session_id, a.window_start, a.window_end, a.edge_start, a.edge_end,
    case when e.entries > e.unrated_entries then e.rated_cents end,
    case when e.unrated_entries > 0 then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    case
      when e.unrated_entries > 0 then 'GOOD_COVERAGE'
      when e.entries > 0 then 'LOW_COVERAGE'
      else 'NONE'
    end,
    f.fills_cents, f.credits_cents,
    w.tray_cents, w.est_win_cents, w.win_from, w.win_to,
    w.opening_count_id, w.opening_cents, w.closing_count_id, w.closing_cents,
    case when e.entries > 0 then e.since_count_cents end,
    f.since_count_fills_cents, f.since_count_credits_cents,
    e.outside_cents, w.opening_session_id
  from asked a
  cross join house h
  left join result w on w.place = a.place
  -- When the table was in play, looked up once and not for every entry; of a session it is known.
  -- The bound is that of ran_since, which would ask for each table who is calling.
  cross join lateral (
    select least(
      (
        select r.opened_at from pit.table_session r
        where a.session_id is null
          and r.casino_id = p_casino_id and r.gaming_table_id = a.gaming_table_id
          and r.opened_at < a.edge_start and r.close_reason is distinct from 'cancelled'
        order by r.opened_at desc
        limit 1
      ),
      a.edge_start - interval '1 day'
    ) as since
  ) ran
  cross join lateral (
    select range_agg(tstzrange(s.opened_at, s.closed_at)) as played
    from pit.table_session s
    where a.session_id is null
      and s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.opened_at >= ran.since
      and s.opened_at < a.edge_end
      and (s.closed_at is null or s.closed_at > a.edge_start)
      and s.close_reason is distinct from 'cancelled'
  ) p
  cross join lateral (
    select count(*) as entries,
      count(*) filter (where b.rating_slip_id is null) as unrated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders)
          and b.occurred_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_cents,
      sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders) and a.session_id is null
          and not coalesce(p.played @> b.occurred_at, false)
      )::bigint as outside_cents
    from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.gaming_table_id = a.gaming_table_id
      and b.occurred_at >= greatest(a.edge_start, a.opened_at)
      and b.occurred_at < least(a.edge_end, a.closed_at)
  ) e
  cross join lateral (
    select
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'fill' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_fills_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'credit' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.effective_at >= greatest(a.edge_start, a.opened_at)
      and s.effective_at < least(a.edge_end, a.closed_at)
  ) f
$$;
