-- The sums of tables that pit and casino rows share, each with how many tables it is made of.
create type pit_private.metric_sums as (
  tables int,
  tables_with_opening int,
  tables_with_closing int,
  tables_with_telemetry int,
  tables_with_good_coverage int,
  tables_with_estimate int,
  tables_counted int,
  fills_total_cents bigint,
  credits_total_cents bigint,
  estimated_drop_rated_total_cents bigint,
  estimated_drop_grind_total_cents bigint,
  estimated_drop_buyins_total_cents bigint,
  win_loss_inventory_total_cents bigint,
  win_loss_estimated_total_cents bigint,
  since_count_buyins_total_cents bigint,
  since_count_fills_total_cents bigint,
  since_count_credits_total_cents bigint,
  discrepancy_total_cents bigint,
  outside_session_total_cents bigint,
  counted_drop_total_cents bigint,
  counted_win_total_cents bigint,
  hold_percent numeric,
  metric_grade text
);

-- A sum leaves out what is not known; hold is the sum of wins over the sum of drops of the tables
-- that have both, never a mean.
create function pit_private.sum_metrics(p_tables pit.table_metrics[])
returns pit_private.metric_sums
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select row(
    count(*)::int,
    count(*) filter (where not t.missing_opening_snapshot)::int,
    count(*) filter (where not t.missing_closing_snapshot)::int,
    count(*) filter (where t.telemetry_quality <> 'NONE')::int,
    count(*) filter (where t.telemetry_quality = 'GOOD_COVERAGE')::int,
    count(t.win_loss_estimated_cents)::int,
    count(t.counted_win_cents)::int,
    coalesce(sum(t.fills_total_cents), 0)::bigint,
    coalesce(sum(t.credits_total_cents), 0)::bigint,
    sum(t.estimated_drop_rated_cents)::bigint,
    sum(t.estimated_drop_grind_cents)::bigint,
    sum(t.estimated_drop_buyins_cents)::bigint,
    sum(t.win_loss_inventory_cents)::bigint,
    sum(t.win_loss_estimated_cents)::bigint,
    sum(t.since_count_buyins_cents)::bigint,
    coalesce(sum(t.since_count_fills_cents), 0)::bigint,
    coalesce(sum(t.since_count_credits_cents), 0)::bigint,
    sum(t.discrepancy_cents)::bigint,
    sum(t.outside_session_cents)::bigint,
    sum(t.counted_drop_cents)::bigint,
    sum(t.counted_win_cents)::bigint,
    round(
      100.0 * sum(t.counted_win_cents)
        / nullif(sum(t.counted_drop_cents) filter (where t.counted_win_cents is not null), 0), 2
    ),
    case
      when bool_and(t.metric_grade = 'FINAL') filter (where t.sessions > 0) then 'FINAL'
      when bool_and(t.metric_grade <> 'ESTIMATE') filter (where t.sessions > 0) then 'COUNTED'
      else 'ESTIMATE'
    end
  )::pit_private.metric_sums
  from unnest(p_tables) t
$$;
