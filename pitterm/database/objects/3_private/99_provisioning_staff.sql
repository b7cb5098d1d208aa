-- Who works in a casino and by which login they come, for its administrator only.

-- The login of exactly this name, NULL where there is none: as an identifier a name of more than
-- 63 bytes would be cut short to somebody else's.
create function pit_private.login_named(p_login text) returns regrole
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.oid from pg_roles r where r.rolname::text = p_login
$$;

-- Binds a login that exists to a new staff member of the casino.
create function pit_private.provision_staff(
  p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean
) returns uuid
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_login constant regrole := pit_private.login_named(p_login);
  v_staff_id uuid;
begin
  if v_login is null then
    perform pit_private.fail('entry_not_found', format('There is no login %s.', p_login));
  end if;
  if exists (select from pit_private.gateway_login g where g.login = v_login) then
    perform pit_private.fail(
      'invalid_argument', format('%s speaks for others and is nobody''s own.', p_login)
    );
  end if;
  insert into pit.staff (casino_id, name, role, shows_money)
  values (p_casino_id, p_name, p_role, p_shows_money)
  returning id into v_staff_id;
  insert into pit_private.staff_login (login, casino_id, staff_id)
  values (v_login, p_casino_id, v_staff_id);
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
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
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
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
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
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

-- Who an HTTP gateway's token is about; NULL: they do not come that way any more.
create function pit_private.set_staff_subject(p_login text, p_subject text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update pit.staff s set jwt_subject = p_subject
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;

-- Trusts a login to say who calls, or takes that back; every casino's audit tells it. It has no
-- power of its own: neither over the server and all its rows nor as somebody of the staff. A group,
-- whose members would then be everybody, is no login; nor is a name that is cut short to one.
create function pit_private.allow_gateway(p_login text, p_is_allowed boolean) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_login constant regrole := (
    select r.oid from pg_roles r
    where r.rolname::text = p_login and (r.rolcanlogin or not p_is_allowed)
  );
begin
  if v_login is null then
    perform pit_private.fail('entry_not_found', format('There is no login %s.', p_login));
  end if;
  if not p_is_allowed then
    delete from pit_private.gateway_login g where g.login = v_login;
  elsif exists (select from pit_private.staff_login l where l.login = v_login) or exists (
    select from pg_roles r where pg_has_role(v_login, r.oid, 'member') and (
      r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
      or r.rolname in (
        'pit_owner', 'pit_identity', 'pg_read_all_data', 'pg_write_all_data',
        'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'
      )
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
  from pit_private.staff_login l where l.login = pit_private.login_named(p_login);
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
