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
begin
  insert into pit.casino_settings (casino_id, time_zone)
  select p_casino_id, p_settings ->> 'time_zone'
  where not exists (select from pit.casino_settings s where s.casino_id = p_casino_id);
  select * into strict v_settings from pit.casino_settings s where s.casino_id = p_casino_id;
  v_settings := jsonb_populate_record(v_settings, p_settings - 'casino_id' - 'updated_at');
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
end
$$;

create function pit_private.provision_shift(p_casino_id uuid, p_name text, p_starts_at time)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.shift (casino_id, name, starts_at) values (p_casino_id, p_name, p_starts_at)
  on conflict (casino_id, name) do update set starts_at = excluded.starts_at
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

create function pit_private.provision_table(
  p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot int, p_game text,
  p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text
) returns uuid
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.gaming_table (
    casino_id, pit_id, chip_set_id, label, spot, game, min_bet_cents, max_bet_cents, par_cents,
    status
  ) values (
    p_casino_id, p_pit_id, p_chip_set_id, p_label, p_spot, p_game, p_min_bet_cents,
    p_max_bet_cents, p_par_cents, p_status
  )
  on conflict (casino_id, label) do update
  set pit_id = excluded.pit_id, chip_set_id = excluded.chip_set_id, spot = excluded.spot,
    game = excluded.game, min_bet_cents = excluded.min_bet_cents,
    max_bet_cents = excluded.max_bet_cents, par_cents = excluded.par_cents,
    status = excluded.status
  returning id
$$;

-- Binds a login that exists to a new staff member of the casino.
create function pit_private.provision_staff(
  p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean
) returns uuid
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_staff_id uuid;
begin
  if exists (
    select from pit_private.gateway_login g where g.login = to_regrole(quote_ident(p_login))
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s speaks for others and is nobody''s own.', p_login)
    );
  end if;
  insert into pit.staff (casino_id, name, role, shows_money)
  values (p_casino_id, p_name, p_role, p_shows_money)
  returning id into v_staff_id;
  insert into pit_private.staff_login (login, casino_id, staff_id)
  values (quote_ident(p_login)::regrole, p_casino_id, v_staff_id);
  return v_staff_id;
end
$$;

create function pit_private.set_staff_active(p_login text, p_is_active boolean) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update pit.staff s set is_active = p_is_active
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = to_regrole(quote_ident(p_login));
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

create function pit_private.set_staff_role(p_login text, p_role text, p_shows_money boolean)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update pit.staff s set role = p_role, shows_money = p_shows_money
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = to_regrole(quote_ident(p_login));
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

create function pit_private.set_staff_name(p_login text, p_name text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update pit.staff s set name = p_name
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = to_regrole(quote_ident(p_login));
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

-- What a floor file may not change under: the tables with a live session, whether anything was ever
-- recorded, and whether anything ran in the gaming day that runs.
create function pit_private.casino_at_work(p_casino_id uuid)
returns table (live_labels text[], has_history boolean, ran_today boolean)
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
    exists (
      select from pit.table_session s
      where s.casino_id = p_casino_id and (
        s.status <> 'CLOSED'
        or pit_private.gaming_day_of(p_casino_id, s.closed_at)
          = pit_private.gaming_day_of(p_casino_id, clock_timestamp())
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

-- The last statement of an import: every podium and wall of the casino reads its board again.
create function pit_private.announce_floor(p_casino_id uuid) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  update pit.casino_change c
  set change_number = c.change_number + 1, whole_number = c.change_number + 1
  where c.casino_id = p_casino_id;
  select pg_notify('pitterm', '');
$$;

-- Who an HTTP gateway's token is about; NULL: they do not come that way any more.
create function pit_private.set_staff_subject(p_login text, p_subject text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update pit.staff s set jwt_subject = p_subject
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = to_regrole(quote_ident(p_login));
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

-- Trusts a login to say who calls, or takes that back; every casino's audit tells it. It has no
-- power of its own: neither over the server nor as somebody of the staff.
create function pit_private.allow_gateway(p_login text, p_is_allowed boolean) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_login constant regrole := to_regrole(quote_ident(p_login));
begin
  if v_login is null then
    perform pit_private.fail('entry_not_found', format('There is no login %s.', p_login));
  end if;
  if not p_is_allowed then
    delete from pit_private.gateway_login g where g.login = v_login;
  elsif exists (select from pit_private.staff_login l where l.login = v_login) or exists (
    select from pg_roles r where pg_has_role(v_login, r.oid, 'member') and (
      r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
      or r.rolname in ('pit_owner', 'pit_identity')
    )
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s is staff or administers the server.', p_login)
    );
  else
    insert into pit_private.gateway_login (login) values (v_login) on conflict do nothing;
  end if;
  perform pit_private.record_audit(
    c.id, null, 'administration', 'set gateway', null,
    jsonb_build_object('login', p_login, 'is_allowed', p_is_allowed), null, null
  )
  from pit.casino c;
end
$$;

-- A new password is the server's affair and changes no row of the pit; that it was set is recorded.
create function pit_private.record_password(p_login text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.record_audit(
    l.casino_id, null, 'administration', 'set password', null,
    jsonb_build_object('login', p_login, 'staff_id', l.staff_id), null, null
  )
  from pit_private.staff_login l where l.login = to_regrole(quote_ident(p_login));
end
$$;

-- Every staff member with the login they sign in as; a login that is gone shows as NULL.
create function pit_private.staff_roster()
returns table (
  casino_slug text, login text, name text, role text, is_active boolean, may_sign_in boolean,
  shows_money boolean
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.slug::text, r.rolname::text, s.name::text, s.role, s.is_active,
    coalesce(r.rolcanlogin, false), s.shows_money
  from pit.staff s
  join pit.casino c on c.id = s.casino_id
  left join pit_private.staff_login l on l.staff_id = s.id
  left join pg_roles r on r.oid = l.login
  order by c.slug, r.rolname
$$;
