-- Setting a casino up, for its administrator only: granted to nobody, so that only the superuser
-- and the installer who holds the identity owner's role can call them. Each can be run again; what
-- changes places (shifts, pits, mixes, spots) does so in one transaction.
create function pit_private.provision_casino(p_slug text, p_name text, p_is_active boolean)
returns uuid
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_casino_id uuid;
begin
  insert into pit.casino as c (slug, name, is_active) values (p_slug, p_name, p_is_active)
  on conflict (slug) do update set name = excluded.name, is_active = excluded.is_active
  returning c.id into v_casino_id;
  insert into pit.casino_change (casino_id) values (v_casino_id) on conflict do nothing;
  return v_casino_id;
end
$$;

-- p_settings holds columns of casino_settings by name; what is not named keeps its value.
create function pit_private.provision_settings(p_casino_id uuid, p_settings jsonb) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_settings pit.casino_settings;
  v_booked pit.casino_settings;
  v_hours jsonb;
begin
  insert into pit.casino_settings (casino_id, time_zone)
  select p_casino_id, p_settings ->> 'time_zone'
  where not exists (select from pit.casino_settings s where s.casino_id = p_casino_id);
  select * into strict v_settings from pit.casino_settings s where s.casino_id = p_casino_id;
  v_booked := v_settings;
  v_settings := jsonb_populate_record(v_settings, p_settings - 'casino_id' - 'updated_at');
  v_hours := jsonb_build_object(
    'time_zone', v_settings.time_zone, 'gaming_day_start', v_settings.gaming_day_start
  );
  -- Days of the past are never computed anew; a clock of another day is a row of its own.
  if pit_private.hours_are_begun(p_casino_id) then
    select jsonb_object_agg(n.key, n.value) into v_hours
    from jsonb_each(v_hours) n where p_settings ? n.key;
    if not pit_private.hours_said(
      p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp())
    ) @> coalesce(v_hours, '{}') then
      perform pit_private.fail(
        'invalid_argument', 'The books are begun; another clock needs its first gaming day.'
      );
    end if;
    v_settings.time_zone := v_booked.time_zone;
    v_settings.gaming_day_start := v_booked.gaming_day_start;
  end if;
  -- What is in the books was written in one currency; only its symbol may still change.
  if exists (
    select from pit.casino_settings s
    where s.casino_id = p_casino_id
      and (s.currency, s.currency_minor_units)
        <> (v_settings.currency, v_settings.currency_minor_units)
  ) and (select w.has_history from pit_private.casino_at_work(p_casino_id) w) then
    perform pit_private.fail(
      'invalid_argument', 'The books hold amounts already; their currency stays.'
    );
  end if;
  update pit.casino_settings s
  set time_zone = v_settings.time_zone,
    gaming_day_start = v_settings.gaming_day_start,
    quick_amounts_cents = v_settings.quick_amounts_cents,
    unusual_amount_cents = v_settings.unusual_amount_cents,
    opening_count_required = v_settings.opening_count_required,
    closing_count_required = v_settings.closing_count_required,
    count_signature = v_settings.count_signature,
    discrepancy_report_cents = v_settings.discrepancy_report_cents,
    discrepancy_regulator_cents = v_settings.discrepancy_regulator_cents,
    box_tenders = v_settings.box_tenders,
    idle_lock_seconds = v_settings.idle_lock_seconds,
    undo_seconds = v_settings.undo_seconds,
    same_amount_seconds = v_settings.same_amount_seconds,
    alert_slip_seconds = v_settings.alert_slip_seconds,
    alert_opening_count_seconds = v_settings.alert_opening_count_seconds,
    alert_change_count_seconds = v_settings.alert_change_count_seconds,
    alert_rundown_seconds = v_settings.alert_rundown_seconds,
    alert_no_entry_seconds = v_settings.alert_no_entry_seconds,
    alert_need_cents = v_settings.alert_need_cents,
    alert_wall_count_seconds = v_settings.alert_wall_count_seconds,
    currency = v_settings.currency,
    currency_symbol = v_settings.currency_symbol,
    currency_minor_units = v_settings.currency_minor_units
  where s.casino_id = p_casino_id;
  if (v_booked.time_zone, v_booked.gaming_day_start)
    <> (v_settings.time_zone, v_settings.gaming_day_start) then
    perform pit_private.carry_hours(
      p_casino_id, '-infinity', jsonb_build_object(
        'time_zone', v_booked.time_zone, 'gaming_day_start', v_booked.gaming_day_start
      ), v_hours
    );
  end if;
end
$$;

-- p_shifts is {name: start}: the first hours' until the books are begun, then those from today on.
create function pit_private.provision_shifts(p_casino_id uuid, p_shifts jsonb) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb;
  v_said jsonb;
begin
  select jsonb_object_agg('shift ' || n.key, n.value::time) into v_said
  from jsonb_each_text(p_shifts) n;
  if pit_private.hours_are_begun(p_casino_id) then
    perform pit_private.provision_hours(
      p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp()), v_said
    );
    return;
  end if;
  v_before := pit_private.hours_said(p_casino_id, '-infinity');
  insert into pit.shift as s (casino_id, name, starts_at)
  select p_casino_id, n.key, n.value::time from jsonb_each_text(p_shifts) n
  on conflict (casino_id, name) do update set starts_at = excluded.starts_at;
  perform pit_private.carry_hours(p_casino_id, '-infinity', v_before, v_said);
end
$$;

create function pit_private.provision_pit(p_casino_id uuid, p_name text, p_position int)
returns uuid
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.pit (casino_id, name, position) values (p_casino_id, p_name, p_position)
  on conflict (casino_id, name) do update set position = excluded.position
  returning id
$$;

-- Pits that are not named any more keep their history and stand behind those that are.
create function pit_private.line_up_other_pits(p_casino_id uuid, p_names text[]) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  with other as (
    select p.id, row_number() over (order by p.position, p.name) as place
    from pit.pit p where p.casino_id = p_casino_id and p.name <> all (p_names)
  )
  update pit.pit p set position = cardinality(p_names) + o.place
  from other o where p.id = o.id
$$;

create function pit_private.provision_chip_set(
  p_casino_id uuid, p_name text, p_denominations_cents bigint[]
) returns uuid
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.chip_set (casino_id, name, denominations_cents)
  values (p_casino_id, p_name, p_denominations_cents)
  on conflict (casino_id, name) do update set denominations_cents = excluded.denominations_cents
  returning id
$$;

-- The casino's mixes, [{game, name, position, shares}]; those not named are not offered.
create function pit_private.provision_chip_mixes(p_casino_id uuid, p_mixes jsonb) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  update pit.chip_mix m set position = null
  where m.casino_id = p_casino_id and not exists (
    select from jsonb_to_recordset(p_mixes) as n (game text, name text)
    where n.game = m.game and n.name = m.name
  );
  insert into pit.chip_mix (casino_id, game, name, position, shares)
  select p_casino_id, n.game, n.name, n.position, n.shares
  from jsonb_to_recordset(p_mixes) as n (game text, name text, position int, shares jsonb)
  on conflict (casino_id, game, name) do update
  set position = excluded.position, shares = excluded.shares
$$;

-- Limits and par are those of today; where the books are begun, a table keeps its first ones.
create function pit_private.provision_table(
  p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot int, p_game text,
  p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text
) returns uuid
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_terms constant jsonb := jsonb_build_object(
    'min_bet_cents', p_min_bet_cents, 'max_bet_cents', p_max_bet_cents, 'par_cents', p_par_cents
  );
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_table pit.gaming_table;
  v_before jsonb;
begin
  select * into v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.label = p_label;
  if v_table.id is null then
    insert into pit.gaming_table (
      casino_id, pit_id, chip_set_id, label, spot, game, min_bet_cents, max_bet_cents, par_cents,
      status
    ) values (
      p_casino_id, p_pit_id, p_chip_set_id, p_label, p_spot, p_game, p_min_bet_cents,
      p_max_bet_cents, p_par_cents, p_status
    )
    returning * into v_table;
    return v_table.id;
  end if;
  update pit.gaming_table t
  set pit_id = p_pit_id, chip_set_id = p_chip_set_id, spot = p_spot, game = p_game,
    status = p_status
  where t.id = v_table.id
    and (t.pit_id, t.chip_set_id, t.spot, t.game::text, t.status)
      is distinct from (p_pit_id, p_chip_set_id, p_spot, p_game, p_status);
  v_before := pit_private.terms_said(v_table, v_today);
  if v_before = v_terms then
    return v_table.id;
  end if;
  if (select w.has_history from pit_private.casino_at_work(p_casino_id) w) or exists (
    select from pit.table_terms t
    where t.casino_id = p_casino_id and t.gaming_table_id = v_table.id
      and t.effective_from <= v_today
  ) then
    perform pit_private.provision_terms(p_casino_id, p_label, v_today, v_terms);
    return v_table.id;
  end if;
  update pit.gaming_table t
  set min_bet_cents = p_min_bet_cents, max_bet_cents = p_max_bet_cents, par_cents = p_par_cents
  where t.id = v_table.id;
  perform pit_private.carry_terms(v_table, v_today, v_before, v_terms);
  return v_table.id;
end
$$;

-- What a floor file may not change under: the tables with a live session, whether anything was ever
-- recorded, and the tables that ran in the gaming day that runs.
create function pit_private.casino_at_work(p_casino_id uuid)
returns table (live_labels text[], has_history boolean, ran_labels text[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select
    array(
      select t.label::text from pit.table_session s
      join pit.gaming_table t on t.casino_id = s.casino_id and t.id = s.gaming_table_id
      where s.casino_id = p_casino_id and s.status <> 'CLOSED'
      order by t.label
    ),
    exists (select from pit.table_session s where s.casino_id = p_casino_id)
    or exists (select from pit.table_inventory_snapshot n where n.casino_id = p_casino_id)
    or exists (select from pit.table_buyin_telemetry e where e.casino_id = p_casino_id)
    or exists (select from pit.player_financial_transaction m where m.casino_id = p_casino_id),
    array(
      select distinct t.label::text from pit.table_session s
      join pit.gaming_table t on t.casino_id = s.casino_id and t.id = s.gaming_table_id
      where s.casino_id = p_casino_id and (
        s.status <> 'CLOSED' or s.closed_at >= pit_private.gaming_day_started_at(
          p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp())
        )
      )
    )
$$;

-- Nobody opens a table of the casino until the transaction that asked for it ends.
create function pit_private.hold_floor(p_casino_id uuid) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  select from pit.gaming_table t where t.casino_id = p_casino_id order by t.id for no key update
$$;

-- The last statement of an import or a change of the staff: every podium and wall of the casino
-- reads its board and its colleagues again.
create function pit_private.announce_floor(p_casino_id uuid) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  update pit.casino_change c
  set change_number = c.change_number + 1, whole_number = c.change_number + 1
  where c.casino_id = p_casino_id;
  select pg_notify('pitterm', '');
$$;
