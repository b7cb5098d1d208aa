-- The sheet two supervisors sign at a shift change, of one pit or of the casino: figures, tables
-- live with their change count, slips in flight, counts owed, discrepancies, big entries, what came from
-- paper, boxes not recorded yet and the alerts whose cause has not ended. Figures, discrepancies and
-- entries are the window's, by each table's own edges; what is open is of before its end, as it stands at the moment
-- of asking.
-- A report is a connection's first call, and plans with the window's own instants are several times
-- slower than the kept one, which looks tables up one by one.
create function pit_private.shift_sheet(
  p_casino_id uuid, p_pit_id uuid, p_start timestamptz, p_end timestamptz
) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
  with metric as (
    select m as row, m.table_id, m.table_label,
      pit_private.window_edge(p_casino_id, m.table_id, p_start) as edge_start,
      pit_private.window_edge(p_casino_id, m.table_id, p_end) as edge_end
    from pit_private.table_metrics(p_casino_id, p_start, p_end) m
    where p_pit_id is null or m.pit_id = p_pit_id
  ),
  sums as (
    select to_jsonb(s) || jsonb_build_object(
      'window_start', p_start, 'window_end', p_end, 'casino_id', p_casino_id,
      'pit_id', p_pit_id,
      'pit_name', (select p.name from pit.pit p where p.casino_id = p_casino_id and p.id = p_pit_id)
    ) as row
    from pit_private.sum_metrics(array(select m.row from metric m)) s
  ),
  house as (
    select * from pit.casino_settings s where s.casino_id = p_casino_id
  )
  select jsonb_build_object(
    'casino', case when p_pit_id is null then (select s.row from sums s) end,
    'pit', case when p_pit_id is not null then (select s.row from sums s) end,
    'tables', (select coalesce(jsonb_agg(to_jsonb(m.row)), '[]') from metric m),
    'live', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_id', m.table_id, 'table_label', m.table_label, 'status', s.status,
        'opened_at', s.opened_at, 'change_count_at', c.counted_at,
        'change_count_cents', c.total_cents
      ) order by m.table_label), '[]')
      from metric m
      join pit.table_session s
        on s.casino_id = p_casino_id and s.gaming_table_id = m.table_id and s.status <> 'CLOSED'
        and s.opened_at < p_end
      left join lateral (
        select n.counted_at, n.total_cents from pit_private.standing_count n
        where n.casino_id = p_casino_id and n.gaming_table_id = m.table_id
          and n.shift_boundary = p_end
          and pit_private.signature_due(p_casino_id, n.id) is null
        order by n.counted_at desc
        limit 1
      ) c on true
    ),
    'slips_in_flight', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'slip_id', f.id, 'table_label', m.table_label, 'kind', f.kind, 'status', f.status,
        'slip_label', f.slip_label, 'amount_cents', f.amount_cents, 'requested_at', f.requested_at
      ) order by f.requested_at), '[]')
      from metric m
      join pit.fill_credit_slip f
        on f.casino_id = p_casino_id and f.gaming_table_id = m.table_id
        and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE') and f.requested_at < p_end
    ),
    'counts_owed', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_id', m.table_id, 'table_label', m.table_label, 'closed_at', s.closed_at
      ) order by m.table_label), '[]')
      from metric m
      cross join lateral pit_private.last_closed_session(p_casino_id, m.table_id) s
      where s.closing_inventory_snapshot_id is null and s.closed_at < p_end
        and not exists (select from pit_private.live_session(p_casino_id, m.table_id))
    ),
    'discrepancies', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'opener_at', o.counted_at, 'opener_cents', o.total_cents,
        'expected_cents', e.total_cents, 'discrepancy_cents', o.total_cents - e.total_cents,
        'note', o.note,
        'is_reportable', abs(o.total_cents - e.total_cents) > h.discrepancy_report_cents,
        'is_regulatory', abs(o.total_cents - e.total_cents) >= h.discrepancy_regulator_cents
      ) order by o.counted_at), '[]')
      from metric m
      cross join house h
      join pit.table_session s
        on s.casino_id = p_casino_id and s.gaming_table_id = m.table_id
        and s.close_reason is distinct from 'cancelled'
        and s.opened_at >= m.edge_start and s.opened_at < m.edge_end
      join pit.table_inventory_snapshot o
        on o.casino_id = p_casino_id and o.id = s.opening_inventory_snapshot_id
      join pit.table_inventory_snapshot e
        on e.casino_id = p_casino_id and e.id = s.expected_inventory_snapshot_id
      where o.total_cents <> e.total_cents
    ),
    'big_entries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', b.id, 'table_label', m.table_label, 'amount_cents', b.amount_cents,
        'occurred_at', b.occurred_at, 'actor_name', a.name, 'tender', b.tender_type
      ) order by b.occurred_at), '[]')
      from metric m
      cross join house h
      join pit.table_buyin_telemetry b
        on b.casino_id = p_casino_id and b.gaming_table_id = m.table_id
        and b.occurred_at >= m.edge_start and b.occurred_at < m.edge_end
        and abs(b.amount_cents) >= h.unusual_amount_cents
      join pit.staff a on a.casino_id = p_casino_id and a.id = b.actor_id
    ),
    'boxes_not_recorded', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'closed_at', s.closed_at
      ) order by m.table_label), '[]')
      from metric m
      cross join lateral pit_private.last_closed_session(p_casino_id, m.table_id) s
      cross join lateral (select pit_private.play_ended_at(s) as at offset 0) played
      where s.closed_at >= p_start and s.closed_at < p_end and (
        select true from pit_private.standing_drop d
        where d.casino_id = p_casino_id and d.gaming_table_id = m.table_id
          and d.removed_at >= played.at
        limit 1
      ) is null
    ),
    'late_entries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'record_kind', l.record_kind, 'occurred_at', l.occurred_at,
        'entered_at', l.entered_at, 'entered_by', a.name, 'reason', l.reason,
        'paper_number', l.paper_number
      ) order by l.occurred_at, l.entered_at), '[]')
      from metric m
      join pit.late_entry l
        on l.casino_id = p_casino_id and l.gaming_table_id = m.table_id
        and l.occurred_at >= m.edge_start and l.occurred_at < m.edge_end
      join pit.staff a on a.casino_id = p_casino_id and a.id = l.entered_by_staff_id
    ),
    'alerts', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'kind', a.kind, 'since', a.since,
        'acknowledged_at', a.acknowledged_at
      ) order by a.alert_class = 'attention', a.since, m.table_label), '[]')
      from pit_private.table_alerts(
        p_casino_id, array(select m.table_id from metric m), clock_timestamp()
      ) a
      join metric m on m.table_id = a.gaming_table_id
    )
  )
$$;

-- What was recorded for a window after its sheet was signed, by each table's own edges; a count that
-- moves an edge, and its void, whenever it was made. Moves of a session and boxes come late from
-- paper only.
create function pit_private.late_records(
  p_casino_id uuid, p_pit_id uuid, p_start timestamptz, p_end timestamptz, p_signed_at timestamptz
) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with edge as materialized (
    select t.id, t.label,
      pit_private.window_edge(p_casino_id, t.id, p_start) as starts_at,
      pit_private.window_edge(p_casino_id, t.id, p_end) as ends_at
    from pit.gaming_table t
    where t.casino_id = p_casino_id and (p_pit_id is null or t.pit_id = p_pit_id)
  )
  select coalesce(
    jsonb_agg(
      to_jsonb(r) - 'record_id' || jsonb_build_object(
        'is_from_paper', l.id is not null, 'paper_number', l.paper_number
      )
      order by r.recorded_at
    ),
    '[]'
  )
  from (
    select
      case b.telemetry_kind
        when 'REVERSAL' then 'reversal' when 'ADJUSTMENT' then 'adjustment' else 'buy-in'
      end as kind,
      t.label as table_label, b.amount_cents, b.occurred_at, b.created_at as recorded_at,
      a.name as actor_name, b.id as record_id
    from edge t
    join pit.table_buyin_telemetry b
      on b.casino_id = p_casino_id and b.gaming_table_id = t.id
      and b.occurred_at >= t.starts_at and b.occurred_at < t.ends_at
    join pit.staff a on a.casino_id = p_casino_id and a.id = b.actor_id
    where b.created_at > p_signed_at
    union all
    select 'count', t.label, c.total_cents, c.counted_at, c.created_at, a.name, c.id
    from edge t
    join pit.table_inventory_snapshot c
      on c.casino_id = p_casino_id and c.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = c.recorded_by_staff_id
    where (
        (c.counted_at >= t.starts_at and c.counted_at < t.ends_at)
        or c.shift_boundary in (p_start, p_end)
      )
      and c.created_at > p_signed_at
    union all
    select 'void', t.label, c.total_cents, coalesce(c.counted_at, d.removed_at), v.voided_at, a.name,
      v.id
    from edge t
    join pit.custody_void v on v.casino_id = p_casino_id and v.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = v.voided_by_staff_id
    left join pit.table_inventory_snapshot c
      on c.casino_id = p_casino_id and c.id = v.inventory_snapshot_id
    left join pit.table_drop_event d on d.casino_id = p_casino_id and d.id = v.drop_event_id
    where (
        (
          coalesce(c.counted_at, d.removed_at) >= t.starts_at
          and coalesce(c.counted_at, d.removed_at) < t.ends_at
        )
        or c.shift_boundary in (p_start, p_end)
      )
      and v.voided_at > p_signed_at
    union all
    select 'slip', t.label, s.amount_cents, s.effective_at, s.updated_at, a.name, s.id
    from edge t
    join pit.fill_credit_slip s on s.casino_id = p_casino_id and s.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = s.requested_by_staff_id
    where coalesce(s.effective_at, s.requested_at) >= t.starts_at
      and coalesce(s.effective_at, s.requested_at) < t.ends_at
      and s.updated_at > p_signed_at
    union all
    select case n.record_kind when 'drop' then 'drop' else 'move' end, t.label, null, n.occurred_at,
      n.entered_at, a.name, n.record_id
    from edge t
    join pit.late_entry n on n.casino_id = p_casino_id and n.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = n.entered_by_staff_id
    where n.record_kind not in ('count', 'entry', 'fill', 'credit')
      and n.occurred_at >= t.starts_at and n.occurred_at < t.ends_at
      and n.entered_at > p_signed_at
  ) r
  left join pit.late_entry l on l.casino_id = p_casino_id and l.record_id = r.record_id
$$;
