-- EXPLAIN shows the planner's estimates to whoever may select from a table, and they are made of
-- every casino's rows: nothing is sampled of columns that hold a figure, a name or a text.
do $$
declare
  v_column record;
begin
  for v_column in
    select c.relname, a.attname
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and not a.attisdropped
      and a.atttypid not in (
        'uuid'::regtype, 'timestamptz'::regtype, 'date'::regtype, 'boolean'::regtype
      )
      and a.attname not in ('status', 'snapshot_type')
    order by c.relname, a.attnum
  loop
    execute format(
      'alter table pit.%I alter column %I set statistics 0', v_column.relname, v_column.attname
    );
  end loop;
end
$$;
