-- An instant as the part of an alert's key that tells one cause from the next.
create function pit_private.alert_instant(p_at timestamptz) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select to_char(p_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS.US"Z"')
$$;

-- What of these tables is an alert, or will be by the clock alone, in this gaming day and shift:
-- from begins_at on and as long as its cause. Nothing is stored, and its key names the
-- cause, so that an acknowledgement of one does not hide the next. Between two changes of a table
-- nothing else of its picture depends on the clock, so begins_at says when it is to be read again.
create function pit_private.alert_causes(
  p_casino_id uuid, p_table_ids uuid[], p_gaming_day date, p_day_start timestamptz,
  p_shift_start timestamptz
) returns table (
  gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamptz,
  begins_at timestamptz, amount_cents bigint, acknowledged_at timestamptz,
  acknowledged_by_name text, note text
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_house pit.casino_settings;
  v_double interval;
begin
  select * into v_house from pit.casino_settings h where h.casino_id = p_casino_id;
  v_double := make_interval(secs => v_house.same_amount_seconds);

  return query
  with live as materialized (
    select s.*, pit_private.opening_count_due(s) as waits_for_opener,
      o.counted_at as opener_at, o.total_cents as opener_cents
    from pit.table_session s
    left join pit.table_inventory_snapshot o
      on o.casino_id = p_casino_id and o.id = s.opening_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.status <> 'CLOSED'
      and s.gaming_table_id = any (p_table_ids)
  ),
  ended as materialized (
    select (l.session).id, (l.session).gaming_table_id, (l.session).closed_at,
      (l.session).closing_inventory_snapshot_id,
      pit_private.play_ended_at(l.session) as play_ended_at
    from unnest(p_table_ids) asked (table_id)
    cross join lateral (
      select s as session from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = asked.table_id
        and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
      order by s.closed_at desc
      limit 1
    ) l
  ),
  -- The opening count to begin with: a table that waits for it has no play to count at a change.
  changed as (
    select l.gaming_table_id, b.kind, b.at
    from live l
    cross join lateral (
      values ('day_change_uncounted', p_day_start), ('change_count_missing', p_shift_start)
    ) b (kind, at)
    where not l.waits_for_opener and l.opened_at < b.at
      and (b.kind = 'day_change_uncounted' or b.at <> p_day_start)
      and not exists (
        select from pit_private.standing_count c
        where c.casino_id = p_casino_id and c.gaming_table_id = l.gaming_table_id
          and c.shift_boundary = b.at and (
            not v_house.count_signature or pit_private.signature_due(p_casino_id, c.id) is null
          )
      )
  ),
  -- Looked up table by table: joined, the planner may read the whole history instead.
  entry as (
    select b.*, l.opened_at, lag(b.created_at) over entered as before_at,
      lead(b.created_at) over entered as after_at
    from live l
    cross join lateral (
      select n.id, n.gaming_table_id, n.amount_cents, n.actor_id, n.created_at
      from pit.table_buyin_telemetry n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
        and n.created_at >= greatest(p_day_start, l.opened_at - v_double)
        and n.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      offset 0
    ) b
    where v_house.same_amount_seconds > 0
    window entered as (
      partition by b.gaming_table_id, b.amount_cents order by b.created_at, b.id
    )
  ),
  -- Few entries have the same amount so near; only of these is asked whether they still stand.
  stood as (
    select n.*, lag(n.actor_id) over entered as before_by,
      lag(n.created_at) over entered as stood_at
    from entry n
    where (n.created_at - n.before_at <= v_double or n.after_at - n.created_at <= v_double)
      and (
        select true from pit.table_buyin_telemetry r
        where r.casino_id = p_casino_id and r.reverses_id = n.id
      ) is null
    window entered as (
      partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
    )
  ),
  -- Somebody else's last entry is the one before this person's began to follow each other: with
  -- it carried along, thousands of one amount are looked at once each.
  followed as (
    select n.*, max(n.stood_at) filter (where n.before_by <> n.actor_id) over (
        partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
        rows unbounded preceding
      ) as other_at
    from stood n
  ),
  found as (
    select f.gaming_table_id, 'slip_late' as kind, f.id::text as cause, f.requested_at as since,
      f.requested_at + make_interval(secs => v_house.alert_slip_seconds) as begins_at,
      null::bigint as amount_cents
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = any (p_table_ids)
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
    union all
    select l.gaming_table_id, 'opener_differs', l.opening_inventory_snapshot_id || '/' || e.id,
      l.opener_at, '-infinity', l.opener_cents - e.total_cents
    from live l
    join pit.table_inventory_snapshot e
      on e.casino_id = p_casino_id and e.id = l.expected_inventory_snapshot_id
    where l.opener_cents <> e.total_cents
    union all
    select d.gaming_table_id, 'count_owed', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where d.closing_inventory_snapshot_id is null
      and not exists (select from live l where l.gaming_table_id = d.gaming_table_id)
    union all
    select c.gaming_table_id, c.kind, pit_private.alert_instant(c.at), c.at,
      c.at + make_interval(secs => v_house.alert_change_count_seconds), null
    from changed c
    union all
    select l.gaming_table_id, 'opening_count_late', l.id::text, l.opened_at,
      l.opened_at + make_interval(secs => v_house.alert_opening_count_seconds), null
    from live l
    where l.waits_for_opener
    union all
    select l.gaming_table_id, 'rundown_long', pit_private.alert_instant(l.rundown_started_at),
      l.rundown_started_at,
      l.rundown_started_at + make_interval(secs => v_house.alert_rundown_seconds), null
    from live l
    where l.status = 'RUNDOWN'
    union all
    select d.gaming_table_id, 'box_not_recorded', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where (
      select true from pit_private.standing_drop n
      where n.casino_id = p_casino_id and n.gaming_table_id = d.gaming_table_id
        and n.removed_at >= d.play_ended_at
      limit 1
    ) is null
    union all
    select l.gaming_table_id, 'no_entry', pit_private.alert_instant(q.quiet_since),
      q.quiet_since,
      q.quiet_since + make_interval(secs => v_house.alert_no_entry_seconds), null
    from live l
    cross join lateral (
      select greatest(
        l.opened_at, l.opener_at,
        (
          select max(b.created_at) from pit.table_buyin_telemetry b
          where b.casino_id = p_casino_id and b.gaming_table_id = l.gaming_table_id
        )
      ) as quiet_since
    ) q
    where v_house.alert_no_entry_seconds > 0 and l.status = 'ACTIVE'
    union all
    select l.gaming_table_id, 'need_high', c.id::text, c.counted_at, '-infinity',
      t.par_cents - c.total_cents
    from live l
    join pit_private.terms_in_force(p_casino_id, p_table_ids, p_gaming_day) t
      on t.gaming_table_id = l.gaming_table_id
    cross join lateral (
      select n.id, n.counted_at, n.total_cents from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
      order by n.counted_at desc, n.id desc
      limit 1
    ) c
    where v_house.alert_need_cents > 0 and t.par_cents - c.total_cents > v_house.alert_need_cents
    union all
    select b.gaming_table_id, 'possible_double', b.id::text, b.created_at, '-infinity',
      b.amount_cents
    from followed b
    where b.created_at - b.other_at <= v_double and b.created_at >= b.opened_at
  ),
  keyed as (
    select f.*, f.kind || ':' || f.gaming_table_id || ':' || f.cause as alert_key,
      case
        when f.kind in ('no_entry', 'need_high', 'possible_double') then 'attention'
        else 'custody'
      end as alert_class
    from found f
  )
  select k.gaming_table_id, k.alert_key, k.kind, k.alert_class, k.since, k.begins_at,
    k.amount_cents, a.acknowledged_at, p.name::text, a.note::text
  from keyed k
  left join pit.alert_acknowledgement a
    on a.casino_id = p_casino_id and a.alert_key = k.alert_key
  left join pit.staff p on p.casino_id = p_casino_id and p.id = a.acknowledged_by_staff_id;
end
$$;
