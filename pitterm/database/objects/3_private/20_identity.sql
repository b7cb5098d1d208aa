-- Who is calling: the login of this connection and nothing a client can SET. A gateway's login is
-- the one exception: it has verified the claims it sets, and its clients can set nothing.
create type pit_private.actor as (
  casino_id uuid,
  staff_id uuid,
  staff_role text,
  staff_name text,
  shows_money boolean
);

-- All NULL for a login without staff, for inactive staff, for staff of an inactive casino, and for
-- a role that is not one of these. Every statement of an RPC asks it once a table, so each row is
-- found by its own key, and a gateway is looked for only behind a login that is nobody's own.
create function pit_private.current_actor() returns pit_private.actor
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_login constant regrole := to_regrole(quote_ident(session_user));
  v_staff_id uuid;
  v_actor pit_private.actor;
begin
  select l.staff_id into v_staff_id from pit_private.staff_login l where l.login = v_login;
  if not found then
    select n.id into v_staff_id
    from pit_private.gateway_login g
    join pit.staff n on n.jwt_subject
      = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
    where g.login = v_login;
  end if;
  select s.casino_id, s.id, s.role, s.name::text, s.shows_money into v_actor
  from pit.staff s
  join pit.casino c on c.id = s.casino_id
  where s.id = v_staff_id and s.is_active and c.is_active
    and s.role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin', 'display'
    );
  return v_actor;
end
$$;

-- The casino whose rows the RPCs of this login may touch; what the owner's policies compare with.
create function pit_private.current_casino_id() returns uuid
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return v_actor.casino_id;
end
$$;

-- The same for rows that staff read by themselves: a display reads none, whatever its group.
create function pit_private.current_staff_casino_id() returns uuid
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin'
    ) then v_actor.casino_id
  end;
end
$$;

-- The same for rows that carry figures: who counts or pays must not know the expected answer.
create function pit_private.current_figures_casino_id() returns uuid
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
    ) then v_actor.casino_id
  end;
end
$$;

-- The same for fills and credits: whoever handles the slip sees it, the count room does not.
create function pit_private.current_slips_casino_id() returns uuid
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier', 'auditor',
      'admin'
    ) then v_actor.casino_id
  end;
end
$$;

-- Who is counting drop boxes; NULL for everybody else.
create function pit_private.current_counter_id() returns uuid
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case when v_actor.staff_role = 'count_team' then v_actor.staff_id end;
end
$$;

-- The first statement of every RPC: the actor, or forbidden. The settings it leaves for triggers
-- and logs last as long as the transaction and are never read back as truth.
create function pit_private.set_rls_context_from_staff() returns pit_private.actor
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  if v_actor.staff_id is null then
    perform pit_private.fail('forbidden', 'This login has no active staff member behind it.');
  end if;
  perform set_config('app.casino_id', v_actor.casino_id::text, true),
    set_config('app.actor_id', v_actor.staff_id::text, true),
    set_config('app.staff_role', v_actor.staff_role, true),
    set_config('app.idempotency_key', '', true);
  return v_actor;
end
$$;

-- An allow-list that a NULL or unknown role fails.
create function pit_private.demand_role(p_actor pit_private.actor, variadic p_roles text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if (p_actor.staff_role = any (p_roles)) is not true then
    perform pit_private.fail(
      'forbidden',
      format('The role %s may not do this.', coalesce(replace(p_actor.staff_role, '_', ' '), '?'))
    );
  end if;
end
$$;
