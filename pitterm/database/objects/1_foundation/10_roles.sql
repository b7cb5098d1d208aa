-- Roles belong to the server, not to the database: they are made only where they are missing.
-- Whoever installs without being superuser must hold the owner roles, else a later migration
-- could not alter what this one hands over to them.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['pit_owner', 'pit_identity', 'authenticated', 'pit_display'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute pg_catalog.format('create role %I nologin', v_role);
    end if;
  end loop;

  if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    return;
  end if;

  foreach v_role in array array['pit_owner', 'pit_identity'] loop
    if pg_catalog.current_setting('server_version_num')::int < 160000 then
      execute pg_catalog.format('grant %I to current_user', v_role);
    elsif pg_catalog.pg_has_role(current_user, v_role, 'MEMBER WITH ADMIN OPTION') then
      execute pg_catalog.format('grant %I to current_user with inherit true, set true', v_role);
    else
      raise exception using
        errcode = '42501',
        message = pg_catalog.format('the role %s was made by another installer', v_role),
        hint = 'Install this database as the role that installed the first one on this server.';
    end if;
  end loop;
end
$$;
