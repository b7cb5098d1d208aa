-- What a program must know of this schema to work with it: raised by one with every migration after
-- which the programs before it would err. pitterm/repository/schema.py has the same number.
create function pit_private.schema_version() returns int
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$ select 1 $$;
