-- The table a box was on before an instant, as the newest standing record that mentions it says;
-- NULL for one that was off the floor or that nobody mentioned.
create function pit_private.table_of_box(p_casino_id uuid, p_box text, p_before timestamptz)
returns uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when d.box_in_id = p_box then d.gaming_table_id end
  from pit_private.standing_drop d
  where d.casino_id = p_casino_id and (d.drop_box_id = p_box or d.box_in_id = p_box)
    and d.removed_at < p_before
  order by d.removed_at desc, d.created_at desc
  limit 1
$$;

-- The box a table was known to hold before an instant.
create function pit_private.box_on_table(p_casino_id uuid, p_table_id uuid, p_before timestamptz)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select d.box_in_id::text
  from (
    select n.box_in_id from pit_private.standing_drop n
    where n.casino_id = p_casino_id and n.gaming_table_id = p_table_id and n.removed_at < p_before
    order by n.removed_at desc, n.created_at desc
    limit 1
  ) d
  where pit_private.table_of_box(p_casino_id, d.box_in_id, p_before) = p_table_id
$$;

-- A box leaves the table it is known to be on, and a table gives up the box it is known to hold.
create function pit_private.check_box_out(
  p_casino_id uuid, p_table_id uuid, p_box text, p_before timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_place constant uuid := pit_private.table_of_box(p_casino_id, p_box, p_before);
  v_known constant text := pit_private.box_on_table(p_casino_id, p_table_id, p_before);
begin
  if v_place <> p_table_id then
    perform pit_private.refuse_box(p_casino_id, p_box, v_place);
  end if;
  if v_known <> p_box then
    perform pit_private.fail(
      'invalid_argument', format('The box on this table is %s; take that one out.', v_known)
    );
  end if;
end
$$;

-- A box that comes in is on no table, and was seen nowhere since.
create function pit_private.check_box_in(p_casino_id uuid, p_box text, p_before timestamptz)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_place constant uuid := coalesce(
    pit_private.table_of_box(p_casino_id, p_box, p_before),
    (
      select d.gaming_table_id from pit_private.standing_drop d
      where d.casino_id = p_casino_id and p_box in (d.drop_box_id, d.box_in_id)
        and d.removed_at >= p_before
      order by d.removed_at, d.created_at
      limit 1
    )
  );
begin
  if v_place is not null then
    perform pit_private.refuse_box(p_casino_id, p_box, v_place);
  end if;
end
$$;

create function pit_private.refuse_box(p_casino_id uuid, p_box text, p_table_id uuid) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.fail(
    'artifact_already_used',
    (
      select format('Box %s is on %s.', p_box, t.label) from pit.gaming_table t
      where t.casino_id = p_casino_id and t.id = p_table_id
    )
  );
end
$$;

-- A form that is known to have gone into the box at a later time was not in it yet when it left.
create function pit_private.check_box_took_its_forms(
  p_casino_id uuid, p_table_id uuid, p_box text, p_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_form text;
begin
  select f.slip_label into v_form from pit.fill_credit_slip f
  where f.casino_id = p_casino_id and f.gaming_table_id = p_table_id and f.drop_box_id = p_box
    and f.deposited_at > p_at
  order by f.deposited_at
  limit 1;
  if found then
    perform pit_private.fail(
      'invalid_argument', format('At that time %s was not in this box yet.', v_form)
    );
  end if;
end
$$;

-- A box is on one table at a time and a form is entered once, whichever tables ask: they queue for
-- the change number before they look, and lock nothing after it.
create function pit_private.queue_for_change(p_casino_id uuid) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from pit.casino_change c where c.casino_id = p_casino_id for no key update;
end
$$;
