-- Generated from pitterm/database/objects by `python -m pitterm.database.assembly`;
-- change the objects, then run it again.

-- objects/1_foundation/10_roles.sql
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

-- objects/1_foundation/20_schemas.sql
create schema pit;
create schema pit_private;

comment on schema pit is 'The pit: tables that staff may read, and the RPCs that are the only way to write.';
comment on schema pit_private is 'Identity and internals; nobody but the owners may look inside.';

alter schema pit owner to pit_owner;
alter schema pit_private owner to pit_owner;
grant usage on schema pit to pit_identity;
-- CREATE is taken back once the identity owner holds its functions (5_access/10_owners.sql).
grant usage, create on schema pit_private to pit_identity;

-- objects/1_foundation/30_text.sql
-- Free of control, bidirectional and invisible characters: whatever is stored here is played by
-- somebody's terminal later, and two texts that look alike are alike.
create function pit_private.is_printable(p_text text) returns boolean
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select p_text !~ (
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e'
    '\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]'
  )
$$;

-- The number of a form as what it is told from others by: neither case nor width nor blanks are.
create function pit_private.form_number(p_text text) returns text
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select lower(regexp_replace(normalize(p_text, NFKC), '[[:space:]]', '', 'g'))
$$;

create domain pit.label as text
  constraint label_is_short check (pg_catalog.length(value) between 1 and 64)
  constraint label_is_printable check (pit_private.is_printable(value));

create domain pit.note as text
  constraint note_is_bounded check (pg_catalog.length(value) between 1 and 1000)
  constraint note_is_printable check (pit_private.is_printable(value));

-- objects/1_foundation/40_chipset.sql
-- The value of a chipset {denomination_cents: count}, the one place where it is derived.
create function pit_private.chipset_total_cents(p_chipset jsonb) returns bigint
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(key::bigint * value::bigint), 0)::bigint from jsonb_each_text(p_chipset)
$$;

-- objects/2_tables/10_casino.sql
create table pit.casino (
  id uuid primary key default gen_random_uuid(),
  slug pit.label not null unique,
  name pit.label not null,
  is_active boolean not null default true,
  created_at timestamptz not null default clock_timestamp()
);
comment on table pit.casino is 'One licensed property, the tenant every other row belongs to.';

create table pit.casino_settings (
  casino_id uuid primary key references pit.casino (id),
  time_zone text not null,
  gaming_day_start time not null default '06:00',
  quick_amounts_cents bigint[] not null
    default '{2500,5000,7500,10000,20000,30000,50000,100000}',
  unusual_amount_cents bigint not null default 1000000 check (unusual_amount_cents > 0),
  opening_count_required boolean not null default false,
  closing_count_required boolean not null default true,
  count_signature boolean not null default false,
  discrepancy_report_cents bigint not null default 2500 check (discrepancy_report_cents >= 0),
  discrepancy_regulator_cents bigint not null default 10000
    check (discrepancy_regulator_cents >= discrepancy_report_cents),
  box_tenders text[] not null default '{cash,marker,coupon}'
    check (box_tenders <@ '{cash,marker,coupon}'::text[]),
  idle_lock_seconds int not null default 180 check (idle_lock_seconds between 15 and 3600),
  undo_seconds int not null default 120 check (undo_seconds between 1 and 3600),
  same_amount_seconds int not null default 60 check (same_amount_seconds between 0 and 3600),
  alert_slip_seconds int not null default 900 check (alert_slip_seconds between 1 and 86400),
  alert_opening_count_seconds int not null default 900
    check (alert_opening_count_seconds between 1 and 86400),
  alert_change_count_seconds int not null default 1800
    check (alert_change_count_seconds between 0 and 14400),
  alert_rundown_seconds int not null default 1800
    check (alert_rundown_seconds between 1 and 86400),
  alert_no_entry_seconds int not null default 0 check (alert_no_entry_seconds between 0 and 86400),
  alert_need_cents bigint not null default 1000000
    check (alert_need_cents between 0 and 100000000000),
  alert_wall_count_seconds int not null default 7200
    check (alert_wall_count_seconds between 1 and 86400),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  currency_symbol text not null default '$'
    check (currency_symbol ~ '^[^[:space:][:cntrl:]0-9+.,=-]{1,4}$'),
  currency_minor_units smallint not null default 2 check (currency_minor_units in (0, 2, 3)),
  updated_at timestamptz not null default clock_timestamp(),
  constraint time_zone_exists check ((timestamptz 'epoch' at time zone time_zone) is not null),
  constraint eight_quick_amounts check (
    cardinality(quick_amounts_cents) = 8 and 0 < all (quick_amounts_cents)
  )
);
comment on table pit.casino_settings is
  'The house''s own rules: its clock, limits and what it asks for.';
comment on column pit.casino_settings.time_zone is
  'Until the first row of casino_hours, as is the start of the gaming day.';
comment on column pit.casino_settings.quick_amounts_cents is
  'The amounts of the keys 1-4 and 6-9; 5 is always a typed amount.';
comment on column pit.casino_settings.box_tenders is
  'The tenders that go into the drop box and so into the estimated drop.';

comment on column pit.casino_settings.currency_minor_units is
  'Digits after the point; every column named cents counts the smallest unit.';
comment on column pit.casino_settings.alert_change_count_seconds is
  'How long the walk from table to table may take before a missing change count is an alert.';
comment on column pit.casino_settings.alert_no_entry_seconds is '0: silence is no alert.';
comment on column pit.casino_settings.alert_need_cents is '0: no need is an alert.';
comment on column pit.casino_settings.alert_wall_count_seconds is
  'How old a table''s last count may be for the wall to sum its estimated win.';

create table pit.casino_change (
  casino_id uuid primary key references pit.casino (id),
  change_number bigint not null default 0,
  whole_number bigint not null default 0,
  constraint whole_number_was_counted check (whole_number <= change_number)
);
comment on table pit.casino_change is
  'Counts the committed changes of a casino: a number other than the painted one means re-read.';
comment on column pit.casino_change.whole_number is
  'The last change that was not one table''s: an older picture is read again as a whole.';

create table pit.shift (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  starts_at time,
  unique (casino_id, id),
  unique (casino_id, name),
  unique (casino_id, starts_at) deferrable initially deferred
);
comment on table pit.shift is 'The shifts of a gaming day, by the time each begins.';
comment on column pit.shift.starts_at is
  'Local wall-clock time; a shift lasts until the next one starts. NULL: it began with dated hours.';

-- objects/2_tables/20_staff.sql
create table pit.staff (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  role text not null check (
    role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin', 'display'
    )
  ),
  is_active boolean not null default true,
  shows_money boolean not null default false,
  jwt_subject text unique check (
    length(jwt_subject) >= 1 and length(jwt_subject) <= 255
    and pit_private.is_printable(jwt_subject)
  ),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id)
);
comment on table pit.staff is 'Everybody who may act, each with one role.';
comment on column pit.staff.shows_money is 'Whether a display login is allowed amounts; guests read walls.';
comment on column pit.staff.jwt_subject is
  'The `sub` an HTTP gateway calls them by; NULL: they do not come that way.';

-- Bound by OID, not by name: a login dropped and made again inherits nothing.
create table pit_private.staff_login (
  login regrole primary key,
  casino_id uuid not null,
  staff_id uuid not null unique,
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);

-- Logins that are trusted to say who calls, as an HTTP gateway does: whoever has the password of one
-- is everybody. Bound by OID too.
create table pit_private.gateway_login (
  login regrole primary key
);
comment on table pit_private.gateway_login is
  'Logins whose calls are made by the staff member that request.jwt.claims names.';

-- objects/2_tables/30_floor.sql
create table pit.pit (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  position int not null check (position > 0),
  unique (casino_id, id),
  unique (casino_id, name),
  unique (casino_id, position) deferrable initially deferred
);
comment on table pit.pit is 'Tables that are supervised together.';

create table pit.chip_set (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  denominations_cents bigint[] not null check (
    cardinality(denominations_cents) >= 1 and cardinality(denominations_cents) <= 20
    and 1 <= all (denominations_cents) and 100000000 >= all (denominations_cents)
  ),
  unique (casino_id, id),
  unique (casino_id, name)
);
comment on table pit.chip_set is 'The denominations a tray holds, in cents.';

create table pit.gaming_table (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  pit_id uuid,
  label pit.label not null,
  spot int not null check (spot between 1 and 99),
  game pit.label not null,
  min_bet_cents bigint not null check (min_bet_cents > 0),
  max_bet_cents bigint not null,
  par_cents bigint check (par_cents between 0 and 100000000000),
  chip_set_id uuid not null,
  status text not null default 'active' check (status in ('inactive', 'active', 'closed')),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id),
  unique (casino_id, label),
  unique (casino_id, pit_id, spot) deferrable initially deferred,
  foreign key (casino_id, pit_id) references pit.pit (casino_id, id),
  foreign key (casino_id, chip_set_id) references pit.chip_set (casino_id, id),
  constraint limits_in_order check (max_bet_cents >= min_bet_cents)
);
comment on table pit.gaming_table is
  'A table of the floor, with its limits, its par and the chips of its tray.';
comment on column pit.gaming_table.status is 'Whether the table is on the floor at all; not its session.';
create index gaming_table_chip_set on pit.gaming_table (casino_id, chip_set_id);

create table pit.table_change (
  casino_id uuid not null references pit.casino (id),
  gaming_table_id uuid not null,
  change_number bigint not null check (change_number > 0),
  primary key (casino_id, gaming_table_id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id)
) with (fillfactor = 50);
comment on table pit.table_change is
  'The casino''s last change of each table, so that a picture is read again only where it is old.';

create table pit.chip_mix (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  game pit.label not null,
  name pit.label not null,
  position int check (position between 1 and 9),
  shares jsonb not null check (jsonb_typeof(shares) = 'object'),
  unique (casino_id, game, name),
  unique (casino_id, game, position) deferrable initially deferred
);
comment on column pit.chip_mix.position is 'Its place among the game''s mixes; NULL: not offered.';
comment on table pit.chip_mix is
  'The house''s usual mixes of a fill or credit: {denomination_cents: share of the amount in percent}.';

-- objects/2_tables/35_dated.sql
-- What takes effect from a named gaming day. What stands in casino_settings, shift and gaming_table
-- holds until the first of these rows, and each row until the next.
create table pit.casino_hours (
  casino_id uuid not null references pit.casino (id),
  effective_from date not null,
  begins_at timestamptz not null,
  time_zone text not null,
  gaming_day_start time not null,
  primary key (casino_id, effective_from),
  unique (casino_id, begins_at),
  constraint dated_zone_exists check ((timestamptz 'epoch' at time zone time_zone) is not null)
);
comment on table pit.casino_hours is
  'The casino''s clock, and with shift_hours its shifts, from a gaming day until the next row''s.';
comment on column pit.casino_hours.begins_at is
  'The instant that gaming day begins; the day before ends then, whatever its own clock says.';

create table pit.shift_hours (
  casino_id uuid not null,
  effective_from date not null,
  shift_id uuid not null,
  starts_at time not null,
  primary key (casino_id, effective_from, shift_id),
  unique (casino_id, effective_from, starts_at) deferrable initially deferred,
  foreign key (casino_id, effective_from) references pit.casino_hours (casino_id, effective_from),
  foreign key (casino_id, shift_id) references pit.shift (casino_id, id)
);
comment on table pit.shift_hours is
  'When each shift starts from a gaming day on; a shift without a row does not run then.';
create index shift_hours_shift on pit.shift_hours (casino_id, shift_id);

create table pit.table_terms (
  casino_id uuid not null,
  gaming_table_id uuid not null,
  effective_from date not null,
  min_bet_cents bigint not null check (min_bet_cents > 0),
  max_bet_cents bigint not null,
  par_cents bigint check (par_cents >= 0 and par_cents <= 100000000000),
  primary key (casino_id, gaming_table_id, effective_from),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  constraint dated_limits_in_order check (max_bet_cents >= min_bet_cents)
);
comment on table pit.table_terms is
  'A table''s limits and par from a gaming day until the next row''s.';

-- objects/2_tables/40_session.sql
create table pit.table_session (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  gaming_day date not null,
  shift_id uuid,
  status text not null check (status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  opening_count_required boolean not null,
  close_reason text check (close_reason in ('counted', 'drop_only', 'cancelled')),
  opened_at timestamptz not null,
  opened_by_staff_id uuid not null,
  rundown_started_at timestamptz,
  rundown_started_by_staff_id uuid,
  closed_at timestamptz,
  closed_by_staff_id uuid,
  expected_inventory_snapshot_id uuid,
  opening_inventory_snapshot_id uuid unique,
  closing_inventory_snapshot_id uuid unique,
  drop_event_id uuid unique,
  notes pit.note,
  metadata jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, shift_id) references pit.shift (casino_id, id),
  foreign key (casino_id, opened_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, rundown_started_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, closed_by_staff_id) references pit.staff (casino_id, id),
  constraint closed_has_its_time check (
    (status = 'CLOSED') = (closed_at is not null)
    and (closed_at is null) = (closed_by_staff_id is null)
    and (closed_at is null) = (close_reason is null)
  ),
  constraint rundown_has_its_time check (
    (status <> 'RUNDOWN' or rundown_started_at is not null)
    and (status not in ('OPEN', 'ACTIVE') or rundown_started_at is null)
    and (rundown_started_at is null) = (rundown_started_by_staff_id is null)
  ),
  constraint times_in_order check (
    rundown_started_at >= opened_at and closed_at >= opened_at and closed_at >= rundown_started_at
  ),
  constraint open_waits_for_its_count check (
    status not in ('OPEN', 'ACTIVE')
    or (status = 'OPEN') = (opening_count_required and opening_inventory_snapshot_id is null)
  ),
  constraint closes_with_an_artifact check (
    close_reason is null
    or (close_reason = 'counted' and closing_inventory_snapshot_id is not null)
    or (close_reason = 'drop_only' and drop_event_id is not null)
    or (
      close_reason = 'cancelled'
      and closing_inventory_snapshot_id is null and drop_event_id is null
    )
  )
);
comment on table pit.table_session is 'A table''s play from its opening to its close.';
comment on column pit.table_session.expected_inventory_snapshot_id is
  'The previous closer this session''s opener is held against.';
comment on column pit.table_session.version is 'Counts the changes of this row; callers may name the one they saw.';

create unique index unique_active_session_per_table
  on pit.table_session (casino_id, gaming_table_id) where status <> 'CLOSED';
create index table_session_by_close on pit.table_session (casino_id, gaming_table_id, closed_at desc);
create index table_session_by_opening
  on pit.table_session (casino_id, gaming_table_id, opened_at);
create index table_session_by_day on pit.table_session (casino_id, gaming_day);

create table pit.table_session_event (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid not null,
  transition text not null check (
    transition in ('open', 'activate', 'rundown', 'resume', 'close', 'cancel', 'count_attached')
  ),
  from_status text check (from_status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  to_status text not null check (to_status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  actor_id uuid not null,
  occurred_at timestamptz not null,
  reason pit.note,
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id)
);
comment on table pit.table_session_event is 'Every transition of every session, append-only.';
create index table_session_event_by_session
  on pit.table_session_event (casino_id, table_session_id, occurred_at);

-- objects/2_tables/50_custody.sql
create table pit.table_inventory_snapshot (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid,
  snapshot_type text not null check (snapshot_type in ('open', 'rundown', 'close')),
  chipset jsonb not null,
  total_cents bigint not null generated always as (pit_private.chipset_total_cents(chipset)) stored
    check (total_cents between 0 and 100000000000),
  note pit.note,
  counted_at timestamptz not null,
  gaming_day date not null,
  recorded_by_staff_id uuid not null,
  counted_with_staff_id uuid,
  shift_boundary timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, recorded_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, counted_with_staff_id) references pit.staff (casino_id, id),
  constraint counted_by_two_people check (counted_with_staff_id <> recorded_by_staff_id)
);
comment on table pit.table_inventory_snapshot is 'A count of a tray by denomination; append-only.';
comment on column pit.table_inventory_snapshot.counted_with_staff_id is
  'The second person, named by the first; a named person is not a signature.';
comment on column pit.table_inventory_snapshot.shift_boundary is
  'The shift or day change this count stands for: the table''s edge moves to the count''s own time.';
create index table_inventory_snapshot_by_time
  on pit.table_inventory_snapshot (casino_id, gaming_table_id, counted_at desc);
create index table_inventory_snapshot_by_session
  on pit.table_inventory_snapshot (casino_id, table_session_id, counted_at);
create index table_inventory_snapshot_by_boundary
  on pit.table_inventory_snapshot (casino_id, gaming_table_id, shift_boundary)
  where shift_boundary is not null;

create table pit.table_drop_event (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid,
  drop_box_id pit.label not null,
  seal_no pit.label not null,
  box_in_id pit.label,
  box_in_seal_no pit.label,
  removed_at timestamptz not null,
  gaming_day date not null,
  removed_by_staff_id uuid not null,
  witnessed_by_staff_id uuid not null,
  note pit.note,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, removed_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, witnessed_by_staff_id) references pit.staff (casino_id, id),
  constraint witnessed_by_another check (witnessed_by_staff_id <> removed_by_staff_id),
  constraint box_in_has_its_seal check ((box_in_id is null) = (box_in_seal_no is null)),
  constraint another_box_comes_in check (box_in_id <> drop_box_id)
);
comment on table pit.table_drop_event is 'A drop box taken out and, where it is known, the one put in: custody only, no amount.';
create index table_drop_event_by_time
  on pit.table_drop_event (casino_id, gaming_table_id, removed_at desc);
create index table_drop_event_by_session
  on pit.table_drop_event (casino_id, table_session_id, removed_at);
create index table_drop_event_by_box_out
  on pit.table_drop_event (casino_id, drop_box_id, removed_at desc);
create index table_drop_event_by_box_in
  on pit.table_drop_event (casino_id, box_in_id, removed_at desc) where box_in_id is not null;

-- The artifacts of a session are of its own table and casino.
alter table pit.table_session
  add foreign key (casino_id, gaming_table_id, expected_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, opening_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, closing_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id);

-- objects/2_tables/52_corrections.sql
-- A wrong count or drop record is voided by two people; figures and rules use what stands.
create table pit.custody_void (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  inventory_snapshot_id uuid unique,
  drop_event_id uuid unique,
  replacing_snapshot_id uuid unique,
  replacing_drop_event_id uuid unique,
  reason pit.note not null,
  voided_at timestamptz not null,
  voided_by_staff_id uuid not null,
  witnessed_by_staff_id uuid not null,
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, replacing_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, replacing_drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, voided_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, witnessed_by_staff_id) references pit.staff (casino_id, id),
  constraint voids_one_record check (num_nonnulls(inventory_snapshot_id, drop_event_id) = 1),
  constraint replaced_by_its_kind check (
    (replacing_snapshot_id is null or inventory_snapshot_id is not null)
    and (replacing_drop_event_id is null or drop_event_id is not null)
  ),
  constraint voided_by_two_people check (witnessed_by_staff_id <> voided_by_staff_id)
);
comment on table pit.custody_void is
  'Counts and drop records that were wrong, with what replaces them; append-only.';
create index custody_void_by_table on pit.custody_void (casino_id, gaming_table_id, voided_at desc);

-- A second person who was named signs over their own login; without a row here the name is only named.
create table pit.custody_signature (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  record_kind text not null check (record_kind in ('count', 'drop', 'void', 'slip_void')),
  record_id uuid not null,
  staff_id uuid not null,
  signed_at timestamptz not null,
  unique (casino_id, record_id),
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);
comment on table pit.custody_signature is
  'The signature of the second person on a count, a drop, a void or a voided slip; append-only.';

-- Only what stands: not voided.
create view pit_private.standing_count with (security_invoker = true) as
select c.* from pit.table_inventory_snapshot c
left join pit.custody_void v on v.casino_id = c.casino_id and v.inventory_snapshot_id = c.id
where v.id is null;

create view pit_private.standing_drop with (security_invoker = true) as
select d.* from pit.table_drop_event d
left join pit.custody_void v on v.casino_id = d.casino_id and v.drop_event_id = d.id
where v.id is null;

-- objects/2_tables/54_drop_counts.sql
-- The count room: two people enter what they found, blind to each other, until a round agrees.
create table pit.drop_count_entry (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  drop_event_id uuid not null,
  round int not null check (round > 0),
  amount_cents bigint not null check (amount_cents between 0 and 100000000000),
  entered_by_staff_id uuid not null,
  entered_at timestamptz not null,
  unique (casino_id, drop_event_id, round, entered_by_staff_id),
  foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, entered_by_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.drop_count_entry is
  'What one counter found in a box; nobody but that counter reads it. Append-only.';

-- What was found in a box once somebody who entered neither has released it.
create table pit.drop_count (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  drop_event_id uuid not null unique,
  amount_cents bigint not null check (amount_cents between 0 and 100000000000),
  released_by_staff_id uuid not null,
  released_at timestamptz not null,
  released_in xid8 not null default pg_current_xact_id(),
  foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, released_by_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.drop_count is 'The counted drop of a box, released; append-only.';
comment on column pit.drop_count.released_in is
  'The transaction of the release: until it has committed, the amount is shown to nobody in it.';

-- objects/2_tables/56_fill_credit_slips.sql
create table pit.slip_series (
  casino_id uuid not null references pit.casino (id),
  kind text not null check (kind in ('fill', 'credit')),
  slip_year int not null,
  last_number int not null check (last_number > 0),
  primary key (casino_id, kind, slip_year)
);
comment on table pit.slip_series is 'The last number drawn in each series of slips: no gap, no twin.';

create table pit.fill_credit_slip (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid not null,
  kind text not null check (kind in ('fill', 'credit')),
  status text not null check (
    status in (
      'REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE', 'DEPOSITED_IN_DROPBOX', 'VOID', 'WITHDRAWN'
    )
  ),
  slip_year int,
  slip_number int check (slip_number > 0),
  paper_number pit.label,
  slip_label text generated always as (
    case
      when paper_number is not null then 'paper ' || kind || ' ' || paper_number
      else upper(kind) || '-' || slip_year || '-' || lpad(
        slip_number::text, greatest(6, length(slip_number::text)), '0'
      )
    end
  ) stored,
  chipset jsonb not null,
  amount_cents bigint not null generated always as (pit_private.chipset_total_cents(chipset)) stored
    check (amount_cents between 1 and 1000000000),
  note pit.note,
  gaming_day date not null,
  requested_at timestamptz not null,
  requested_by_staff_id uuid not null,
  issued_at timestamptz,
  issued_by_staff_id uuid,
  runner_staff_id uuid,
  carried_at timestamptz,
  verified_at timestamptz,
  verified_by_staff_id uuid,
  deposited_at timestamptz,
  deposited_by_staff_id uuid,
  drop_box_id pit.label,
  voided_at timestamptz,
  voided_by_staff_id uuid,
  void_witnessed_by_staff_id uuid,
  void_reason pit.note,
  withdrawn_at timestamptz,
  withdrawn_by_staff_id uuid,
  effective_at timestamptz generated always as (
    case
      when status in ('VOID', 'WITHDRAWN') then null
      when kind = 'fill' then verified_at
      else requested_at
    end
  ) stored,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id),
  unique (casino_id, kind, slip_year, slip_number),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, requested_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, issued_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, runner_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, verified_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, deposited_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, voided_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, void_witnessed_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, withdrawn_by_staff_id) references pit.staff (casino_id, id),
  constraint each_step_has_its_person check (
    num_nulls(issued_at, issued_by_staff_id) in (0, 2)
    and num_nulls(slip_year, slip_number) in (0, 2)
    and num_nonnulls(slip_number, paper_number) = num_nonnulls(issued_at)
    and num_nulls(verified_at, verified_by_staff_id) in (0, 2)
    and num_nulls(deposited_at, deposited_by_staff_id, drop_box_id) in (0, 3)
    and num_nulls(voided_at, voided_by_staff_id, void_witnessed_by_staff_id, void_reason) in (0, 4)
    and num_nulls(withdrawn_at, withdrawn_by_staff_id) in (0, 2)
    and (carried_at is null or runner_staff_id is not null)
  ),
  constraint status_has_its_steps check (
    (status = 'WITHDRAWN') = (withdrawn_at is not null)
    and (status = 'VOID') = (voided_at is not null)
    and (status in ('REQUESTED', 'WITHDRAWN')) = (issued_at is null)
    and (status in ('VERIFIED_AT_TABLE', 'DEPOSITED_IN_DROPBOX'))
      = (verified_at is not null and runner_staff_id is not null)
    and (status = 'DEPOSITED_IN_DROPBOX') = (deposited_at is not null)
  ),
  constraint paper_is_a_whole_slip check (
    paper_number is null or status = 'DEPOSITED_IN_DROPBOX'
  ),
  constraint four_different_people check (
    issued_by_staff_id <> requested_by_staff_id
    and runner_staff_id <> requested_by_staff_id and runner_staff_id <> issued_by_staff_id
    and verified_by_staff_id <> requested_by_staff_id
    and verified_by_staff_id <> issued_by_staff_id and verified_by_staff_id <> runner_staff_id
  ),
  constraint voided_by_an_independent_pair check (
    void_witnessed_by_staff_id <> voided_by_staff_id
    and void_witnessed_by_staff_id <> requested_by_staff_id
    and void_witnessed_by_staff_id <> issued_by_staff_id
    and void_witnessed_by_staff_id <> runner_staff_id
  )
);
comment on table pit.fill_credit_slip is
  'Chips brought from the cage (fill) or sent back (credit), through every state of the document.';
comment on column pit.fill_credit_slip.paper_number is
  'The form''s own number where it came from paper: it drew none of the series.';
comment on column pit.fill_credit_slip.carried_at is
  'When the runner signed for the chips; a runner without it was only named.';
comment on column pit.fill_credit_slip.effective_at is
  'When the chips count: a fill from its verification, a credit from its counting out.';
create index fill_credit_slip_by_effect
  on pit.fill_credit_slip (casino_id, gaming_table_id, effective_at) where effective_at is not null;
create index fill_credit_slip_by_table
  on pit.fill_credit_slip (casino_id, gaming_table_id, requested_at desc);
create index fill_credit_slip_by_session on pit.fill_credit_slip (casino_id, table_session_id);
create index fill_credit_slip_in_flight on pit.fill_credit_slip (casino_id, requested_at)
  where status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE');

-- objects/2_tables/58_late_entries.sql
-- What was written on paper while the system was away and entered afterwards.
create table pit.late_entry (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  record_kind text not null check (
    record_kind in (
      'open', 'activate', 'rundown', 'resume', 'close', 'cancel', 'count', 'drop', 'entry', 'fill',
      'credit'
    )
  ),
  record_id uuid not null,
  occurred_at timestamptz not null,
  gaming_day date not null,
  entered_at timestamptz not null,
  entered_by_staff_id uuid not null,
  reason pit.note not null,
  paper_number pit.label,
  form_number text generated always as (pit_private.form_number(paper_number)) stored,
  idempotency_key text not null,
  unique (casino_id, record_id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, entered_by_staff_id) references pit.staff (casino_id, id),
  constraint happened_before_it_was_entered check (occurred_at <= entered_at),
  constraint a_slip_has_its_number check (
    record_kind not in ('fill', 'credit') or paper_number is not null
  )
);
comment on table pit.late_entry is
  'Every record that came from paper, with the form, the reason and who entered it; append-only.';
comment on column pit.late_entry.record_id is
  'The event of a move of the session, the count, the drop, the buy-in or the slip.';
comment on column pit.late_entry.occurred_at is
  'As the paper says; what is entered for the minute of the record before it counts right after that.';
create index late_entry_by_table on pit.late_entry (casino_id, gaming_table_id, occurred_at);
comment on column pit.late_entry.form_number is
  'What two spellings of a form''s number have in common, by which it is entered once.';
create index late_entry_by_number on pit.late_entry (casino_id, record_kind, form_number)
  where form_number is not null;

-- objects/2_tables/60_telemetry.sql
create table pit.visit (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  player_reference pit.label,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  unique (casino_id, id),
  constraint visit_in_order check (ended_at >= started_at)
);
comment on table pit.visit is 'A player''s stay in the casino.';

comment on column pit.visit.player_reference is
  'How the house knows the player: a club number or an alias; NULL for a stranger.';

create table pit.rating_slip (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  visit_id uuid not null,
  gaming_table_id uuid not null,
  seat_number int check (seat_number between 1 and 30),
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  unique (casino_id, gaming_table_id, visit_id, id),
  foreign key (casino_id, visit_id) references pit.visit (casino_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  constraint slip_in_order check (ended_at >= started_at)
);
comment on table pit.rating_slip is 'A player''s rated play at one seat.';
create index rating_slip_by_visit on pit.rating_slip (casino_id, visit_id);
create index rating_slip_open_at_table on pit.rating_slip (casino_id, gaming_table_id)
  where ended_at is null;
create unique index one_open_slip_a_seat
  on pit.rating_slip (casino_id, gaming_table_id, seat_number) where ended_at is null;
create unique index one_open_slip_a_player
  on pit.rating_slip (casino_id, gaming_table_id, visit_id) where ended_at is null;

-- Finance's record of a player's money. An adjustment or reversal points at the original.
create table pit.player_financial_transaction (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  visit_id uuid not null,
  rating_slip_id uuid,
  gaming_table_id uuid,
  direction text not null check (direction in ('in', 'out')),
  transaction_kind text not null default 'original'
    check (transaction_kind in ('original', 'adjustment', 'reversal')),
  corrects_id uuid,
  amount_cents bigint not null,
  tender_type text not null default 'cash'
    check (tender_type in ('cash', 'marker', 'coupon', 'chips')),
  occurred_at timestamptz not null,
  actor_id uuid not null,
  note pit.note,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id),
  foreign key (casino_id, visit_id) references pit.visit (casino_id, id),
  foreign key (casino_id, gaming_table_id, visit_id, rating_slip_id)
    references pit.rating_slip (casino_id, gaming_table_id, visit_id, id),
  foreign key (casino_id, corrects_id) references pit.player_financial_transaction (casino_id, id),
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id),
  constraint a_slip_has_its_table check ((rating_slip_id is null) = (gaming_table_id is null)),
  constraint a_correction_names_its_original check (
    (transaction_kind = 'original') = (corrects_id is null)
  ),
  constraint amount_has_its_sign check (
    case transaction_kind
      when 'original' then amount_cents between 1 and 1000000000
      when 'reversal' then amount_cents between -1000000000 and -1
      else amount_cents >= -1000000000 and amount_cents <= 1000000000 and amount_cents <> 0
    end
  )
);
comment on table pit.player_financial_transaction is
  'Money a player brought or took, as finance records it; append-only. Buy-ins with a slip flow into the telemetry.';
create unique index player_financial_transaction_reversed_once
  on pit.player_financial_transaction (casino_id, corrects_id) where transaction_kind = 'reversal';
create index player_financial_transaction_by_original
  on pit.player_financial_transaction (casino_id, corrects_id) where corrects_id is not null;
create index player_financial_transaction_by_visit
  on pit.player_financial_transaction (casino_id, visit_id);
create index player_financial_transaction_at_table
  on pit.player_financial_transaction (casino_id, gaming_table_id, created_at, id)
  where gaming_table_id is not null;

create table pit.table_buyin_telemetry (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  amount_cents bigint not null,
  telemetry_kind text not null
    check (telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN', 'REVERSAL', 'ADJUSTMENT')),
  tender_type text not null check (tender_type in ('cash', 'marker', 'coupon', 'chips')),
  visit_id uuid,
  rating_slip_id uuid,
  reverses_id uuid,
  adjusts_id uuid,
  occurred_at timestamptz not null,
  gaming_day date not null,
  actor_id uuid not null,
  note pit.note,
  idempotency_key text not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  unique (casino_id, idempotency_key),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, visit_id, rating_slip_id)
    references pit.rating_slip (casino_id, gaming_table_id, visit_id, id),
  foreign key (casino_id, gaming_table_id, reverses_id)
    references pit.table_buyin_telemetry (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, adjusts_id)
    references pit.table_buyin_telemetry (casino_id, gaming_table_id, id),
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id),
  constraint linkage_decides_the_kind check (
    (visit_id is null) = (rating_slip_id is null)
    and (telemetry_kind <> 'RATED_BUYIN' or rating_slip_id is not null)
    and (telemetry_kind <> 'GRIND_BUYIN' or rating_slip_id is null)
  ),
  constraint a_reversal_names_its_entry check (
    (telemetry_kind = 'REVERSAL') = (reverses_id is not null)
    and (telemetry_kind = 'ADJUSTMENT') = (adjusts_id is not null)
  ),
  constraint amount_has_its_sign check (
    case telemetry_kind
      when 'REVERSAL' then amount_cents between -1000000000 and -1
      when 'ADJUSTMENT' then
        amount_cents >= -1000000000 and amount_cents <= 1000000000 and amount_cents <> 0
      else amount_cents between 1 and 1000000000
    end
  )
);
comment on table pit.table_buyin_telemetry is
  'Observed buy-ins, their reversals and what finance adjusted of them, append-only.';
comment on column pit.table_buyin_telemetry.occurred_at is
  'When it counts; a reversal or adjustment counts at the time of the entry it corrects.';
create index table_buyin_telemetry_by_occurrence
  on pit.table_buyin_telemetry (casino_id, gaming_table_id, occurred_at);
create index table_buyin_telemetry_by_entry
  on pit.table_buyin_telemetry (casino_id, gaming_table_id, created_at desc);
create unique index table_buyin_telemetry_reversed_once
  on pit.table_buyin_telemetry (reverses_id) where reverses_id is not null;
create index table_buyin_telemetry_by_adjusted
  on pit.table_buyin_telemetry (casino_id, adjusts_id) where adjusts_id is not null;

-- objects/2_tables/62_backfill.sql
create table pit_private.backfill_place (
  casino_id uuid not null,
  gaming_table_id uuid not null,
  created_at timestamptz not null default '-infinity',
  transaction_id uuid not null default '00000000-0000-0000-0000-000000000000',
  is_done boolean not null default false,
  primary key (casino_id, gaming_table_id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id)
);
comment on table pit_private.backfill_place is
  'How far a casino''s backfill came at each table: the last transaction it worked through. Empty where none is under way.';

-- objects/2_tables/65_shift.sql
-- What a session came to: written at its close, computed again while it is not final.
create table pit.table_rundown (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid not null unique,
  gaming_day date not null,
  opening_bankroll_total_cents bigint,
  closing_bankroll_total_cents bigint,
  opening_source text not null,
  fills_total_cents bigint not null,
  credits_total_cents bigint not null,
  estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint,
  estimated_drop_buyins_cents bigint,
  telemetry_quality text not null,
  win_loss_inventory_cents bigint,
  win_loss_estimated_cents bigint,
  win_from timestamptz,
  win_to timestamptz,
  discrepancy_cents bigint,
  counted_drop_cents bigint,
  counted_win_cents bigint,
  metric_grade text not null check (metric_grade in ('ESTIMATE', 'COUNTED', 'FINAL')),
  late_events int not null default 0,
  computed_at timestamptz not null,
  computed_in xid8 not null default pg_current_xact_id(),
  finalized_at timestamptz,
  finalized_by_staff_id uuid,
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, finalized_by_staff_id) references pit.staff (casino_id, id),
  constraint final_has_its_person check (
    num_nulls(finalized_at, finalized_by_staff_id) in (0, 2)
    and (metric_grade = 'FINAL') = (finalized_at is not null)
  )
);
comment on table pit.table_rundown is
  'What a closed session came to; computed again until an auditor makes it final.';
comment on column pit.table_rundown.late_events is
  'Entries, counts, slips and voids recorded after the close for this session.';
comment on column pit.table_rundown.computed_in is
  'The transaction that computed it: what that one releases it may still take back, so staff read the row after it.';
create index table_rundown_by_day on pit.table_rundown (casino_id, gaming_day);

create table pit.shift_sign_off (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  pit_id uuid,
  shift_name pit.label,
  window_start timestamptz not null,
  window_end timestamptz not null,
  sheet jsonb not null,
  note pit.note,
  outgoing_staff_id uuid not null,
  signed_at timestamptz not null,
  unique (casino_id, id),
  unique nulls not distinct (casino_id, pit_id, window_start, window_end),
  foreign key (casino_id, pit_id) references pit.pit (casino_id, id),
  foreign key (casino_id, outgoing_staff_id) references pit.staff (casino_id, id),
  constraint window_in_order check (window_end > window_start)
);
comment on table pit.shift_sign_off is
  'A shift''s sheet as the outgoing supervisor signed it; figures frozen, append-only.';

create table pit.shift_sign_on (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  shift_sign_off_id uuid not null unique,
  incoming_staff_id uuid not null,
  signed_at timestamptz not null,
  foreign key (casino_id, shift_sign_off_id) references pit.shift_sign_off (casino_id, id),
  foreign key (casino_id, incoming_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.shift_sign_on is 'The incoming supervisor''s signature on the same sheet; append-only.';

create table pit.shift_checkpoint (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  made_at timestamptz not null,
  made_by_staff_id uuid not null,
  note pit.note,
  foreign key (casino_id, made_by_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.shift_checkpoint is
  'A moment somebody marked, so that the shift screen can show what came since; append-only.';
create index shift_checkpoint_by_time on pit.shift_checkpoint (casino_id, made_at desc);

-- objects/2_tables/67_alerts.sql
create table pit.alert_acknowledgement (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  alert_key text not null check (length(alert_key) between 1 and 200),
  gaming_table_id uuid not null,
  acknowledged_at timestamptz not null,
  acknowledged_by_staff_id uuid not null,
  note pit.note,
  unique (casino_id, alert_key),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, acknowledged_by_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.alert_acknowledgement is
  'Who saw an alert, and when; append-only. The alert stays until its cause ends.';
create index alert_acknowledgement_by_table
  on pit.alert_acknowledgement (casino_id, gaming_table_id, acknowledged_at desc);

-- objects/2_tables/70_command_log.sql
create table pit.command_log (
  casino_id uuid not null,
  idempotency_key text not null
    check (
      length(idempotency_key) >= 1 and length(idempotency_key) <= 128
      and idempotency_key ~ '^[!-~]+$'
    ),
  function_name text not null,
  arguments jsonb not null,
  actor_id uuid not null,
  is_fenced boolean not null default false,
  result jsonb,
  logged_at timestamptz not null default clock_timestamp(),
  primary key (casino_id, idempotency_key),
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id),
  constraint a_fence_has_no_result check (not is_fenced or result is null)
);
comment on table pit.command_log is
  'Every command by its key, with its first result; a fenced key can never apply.';
-- Written in the order of time, so that a block range finds what is old, at next to no cost.
create index command_log_by_time on pit.command_log using brin (logged_at);

-- objects/2_tables/72_audit.sql
create table pit.audit_entry (
  id uuid primary key,
  casino_id uuid not null,
  logged_at timestamptz not null default clock_timestamp(),
  kind text not null check (
    kind in ('command', 'sign_in', 'refusal', 'administration', 'export')
  ),
  login text not null,
  staff_id uuid,
  terminal text not null,
  client_address inet,
  function_name text not null,
  idempotency_key text,
  arguments jsonb,
  before jsonb,
  after jsonb,
  written_in xid8 not null default pg_current_xact_id(),
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);
comment on table pit.audit_entry is
  'Who did what from where, with the main row before and after; append-only, read by one RPC.';
comment on column pit.audit_entry.login is 'The login of the connection, whoever it acted as.';
comment on column pit.audit_entry.terminal is
  'What the program called itself: a label anybody can choose, no proof of anything.';
comment on column pit.audit_entry.client_address is 'As the server sees it; NULL over a local socket.';
comment on column pit.audit_entry.arguments is
  'Of a command its arguments, of a refusal its code, of a sign-in the role, of an export what.';

create index audit_entry_by_time on pit.audit_entry (casino_id, logged_at, id);
create index audit_entry_by_person on pit.audit_entry (casino_id, staff_id, kind, logged_at)
  where kind in ('sign_in', 'refusal', 'export');

-- objects/3_private/05_schema_version.sql
-- What a program must know of this schema to work with it: raised by one with every migration after
-- which the programs before it would err. pitterm/repository/schema.py has the same number.
create function pit_private.schema_version() returns int
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$ select 1 $$;

-- objects/3_private/10_fail.sql
-- The one place a refusal is raised: MESSAGE is the code, HINT a sentence for a person, SQLSTATE
-- PT + the HTTP status. A code outside the catalogue is a fault of ours and says so.
-- What is refused is rolled back, so the server's log has a line of it first: code, outermost RPC,
-- login and key, as far as they are known, and never an argument. It is for the log alone, whatever
-- the client asks to be sent.
create function pit_private.fail(p_code text, p_hint text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set client_min_messages = 'error'
as $$
declare
  v_context text;
  v_key constant text := current_setting('app.idempotency_key', true);
  v_status constant int := case
    when p_code in ('forbidden', 'same_person') then 403
    when p_code in (
      'table_not_found', 'session_not_found', 'artifact_not_found', 'entry_not_found',
      'slip_not_found'
    ) then 404
    when p_code in (
      'active_session_exists', 'idempotency_conflict', 'already_reversed',
      'artifact_already_used', 'table_not_available', 'session_not_empty', 'no_live_session',
      'slips_in_flight', 'already_final'
    ) then 409
    when p_code = 'stale_version' then 412
    when p_code = 'invalid_state_transition' then 422
    when p_code in (
      'missing_closing_artifact', 'missing_opening_count', 'missing_argument', 'reason_required',
      'invalid_amount', 'invalid_chipset', 'invalid_linkage', 'invalid_window',
      'invalid_argument', 'notes_too_long', 'invalid_text'
    ) then 400
    else 500
  end;
begin
  get diagnostics v_context = pg_context;
  raise log 'pitterm refused: code=% function=% login=% key=%',
    p_code,
    coalesce(substring(v_context from '.*function pit[.](rpc_[a-z_]+)[(]'), '-'),
    regexp_replace(session_user::text, '[^!-~]', '?', 'g'),
    case when v_key ~ '^[!-~]{1,128}$' then v_key else '-' end;
  raise exception using errcode = 'PT' || v_status, message = p_code, hint = p_hint;
end
$$;

-- objects/3_private/20_identity.sql
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

-- objects/3_private/30_gaming_day.sql
-- The gaming day of an instant: its local date after the day's start was taken off the local
-- clock. Exactly at the start belongs to the new day; a 23- or 25-hour day needs no case of its own.
create function pit_private.compute_gaming_day(p_at timestamptz, p_time_zone text, p_start time)
returns date
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  return ((p_at at time zone p_time_zone) - p_start)::date;
end
$$;

-- The hours an instant falls under: from which gaming day they hold, their clock, and when the next
-- ones begin. It reads as the identity owner, whom no policy asks who is calling.
create function pit_private.hours_at(p_casino_id uuid, p_at timestamptz)
returns table (
  effective_from date, begins_at timestamptz, time_zone text, gaming_day_start time,
  next_from date, ends_at timestamptz
)
language sql stable security definer rows 1
set search_path = pg_catalog, pg_temp
as $$
  select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start), n.effective_from, n.begins_at
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at <= p_at
    order by c.begins_at desc
    limit 1
  ) h on true
  left join lateral (
    select c.effective_from, c.begins_at from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at > p_at
    order by c.begins_at
    limit 1
  ) n on true
  where s.casino_id = p_casino_id
$$;

-- Under dated hours the first day begins at its own start and the day before ends there, so that it
-- is longer or shorter and no instant is in two days or in none. Few casinos have dated hours, and
-- every entry asks: where there are none they are not searched.
create function pit_private.gaming_day_of(p_casino_id uuid, p_at timestamptz) returns date
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_dated boolean;
  v_from date;
  v_time_zone text;
  v_start time;
  v_next date;
begin
  select s.time_zone, s.gaming_day_start,
    exists (select from pit.casino_hours c where c.casino_id = p_casino_id)
  into v_time_zone, v_start, v_is_dated
  from pit.casino_settings s
  where s.casino_id = p_casino_id;
  if v_is_dated then
    select h.effective_from, coalesce(h.time_zone, v_time_zone),
      coalesce(h.gaming_day_start, v_start),
      (
        select c.effective_from from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
        order by c.begins_at
        limit 1
      )
    into v_from, v_time_zone, v_start, v_next
    from (select) one
    left join lateral (
      select c.effective_from, c.time_zone, c.gaming_day_start from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true;
  end if;
  return least(
    greatest(pit_private.compute_gaming_day(p_at, v_time_zone, v_start), v_from), v_next - 1
  );
end
$$;

-- The instant a gaming day begins; the next day's beginning is its end.
create function pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date)
returns timestamptz
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case
    when h.effective_from = p_gaming_day then h.begins_at
    else (p_gaming_day + coalesce(h.gaming_day_start, s.gaming_day_start))
      at time zone coalesce(h.time_zone, s.time_zone)
  end
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;

-- The hours a gaming day falls under; without effective_from they are the first ones.
create function pit_private.hours_on(p_casino_id uuid, p_gaming_day date)
returns table (effective_from date, time_zone text, gaming_day_start time)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select h.effective_from, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start)
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;

-- When each shift starts under the hours that hold from this gaming day on; NULL: the first hours.
create function pit_private.shift_starts(p_casino_id uuid, p_effective_from date)
returns table (shift_id uuid, name text, starts_at time)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select h.id, h.name::text, h.starts_at from pit.shift h
  where h.casino_id = p_casino_id and p_effective_from is null and h.starts_at is not null
  union all
  select h.id, h.name::text, d.starts_at
  from pit.shift_hours d
  join pit.shift h on h.casino_id = p_casino_id and h.id = d.shift_id
  where d.casino_id = p_casino_id and d.effective_from = p_effective_from
$$;

-- The shift an instant falls in and the window [started_at, ends_at) of that run of it. Where dated
-- hours begin, the shift of before ends and the one that then runs begins.
create function pit_private.shift_at(p_casino_id uuid, p_at timestamptz)
returns table (shift_id uuid, name text, started_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with hours as materialized (
    select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone) as time_zone,
      (
        select min(c.begins_at) from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
      ) as ends_at
    from pit.casino_settings s
    left join lateral (
      select c.effective_from, c.begins_at, c.time_zone from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true
    where s.casino_id = p_casino_id
  ),
  begun as (
    select h.id, h.name, (d.day + n.starts_at) at time zone s.time_zone as started_at
    from hours s
    join pit.shift h on h.casino_id = p_casino_id
    left join pit.shift_hours dated
      on dated.casino_id = p_casino_id and dated.effective_from = s.effective_from
      and dated.shift_id = h.id
    cross join lateral (
      select case when s.effective_from is null then h.starts_at else dated.starts_at end
        as starts_at
    ) n
    cross join lateral (
      select (p_at at time zone s.time_zone)::date + step as day from generate_series(-1, 1) step
    ) d
    where n.starts_at is not null
  )
  select b.id, b.name::text, greatest(b.started_at, s.begins_at),
    least((select min(n.started_at) from begun n where n.started_at > b.started_at), s.ends_at)
  from begun b
  cross join hours s
  where b.started_at <= p_at
  order by b.started_at desc
  limit 1
$$;

-- Gaming days and update marks of rows are the database's own, never an input.
create function pit_private.set_session_times() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.opened_at);
    return new;
  end if;
  new.gaming_day := old.gaming_day;
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create trigger table_session_times before insert or update on pit.table_session
  for each row execute function pit_private.set_session_times();

create function pit_private.set_gaming_day() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- A branch is only looked at where it runs, so each may name a column of its own table.
  if tg_table_name = 'table_inventory_snapshot' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.counted_at);
  elsif tg_table_name = 'table_drop_event' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.removed_at);
  elsif tg_table_name = 'fill_credit_slip' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.requested_at);
  else
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.occurred_at);
  end if;
  return new;
end
$$;

create trigger table_inventory_snapshot_day before insert on pit.table_inventory_snapshot
  for each row execute function pit_private.set_gaming_day();
create trigger table_drop_event_day before insert on pit.table_drop_event
  for each row execute function pit_private.set_gaming_day();
create trigger table_buyin_telemetry_day before insert on pit.table_buyin_telemetry
  for each row execute function pit_private.set_gaming_day();
create trigger late_entry_day before insert on pit.late_entry
  for each row execute function pit_private.set_gaming_day();
create trigger fill_credit_slip_day before insert on pit.fill_credit_slip
  for each row execute function pit_private.set_gaming_day();

create function pit_private.touch_version() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create trigger fill_credit_slip_version before update on pit.fill_credit_slip
  for each row execute function pit_private.touch_version();

create function pit_private.touch_updated_at() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

-- A row written again as it was keeps its mark.
create trigger casino_settings_touch before update on pit.casino_settings
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();
create trigger staff_touch before update on pit.staff
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();
create trigger gaming_table_touch before update on pit.gaming_table
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();

-- objects/3_private/35_terms.sql
-- The limits and par that hold for a gaming day: a row for each of these tables.
create function pit_private.terms_in_force(
  p_casino_id uuid, p_table_ids uuid[], p_gaming_day date
) returns table (
  gaming_table_id uuid, min_bet_cents bigint, max_bet_cents bigint, par_cents bigint
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.id, coalesce(d.min_bet_cents, t.min_bet_cents),
    coalesce(d.max_bet_cents, t.max_bet_cents),
    case when d.gaming_table_id is null then t.par_cents else d.par_cents end
  from pit.gaming_table t
  left join lateral (
    select n.* from pit.table_terms n
    where n.casino_id = p_casino_id and n.gaming_table_id = t.id
      and n.effective_from <= p_gaming_day
    order by n.effective_from desc
    limit 1
  ) d on true
  where t.casino_id = p_casino_id and t.id = any (p_table_ids)
$$;

-- The par of a session is that of the day it opened.
create function pit_private.par_of(p_session pit.table_session) returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.par_cents from pit_private.terms_in_force(
    p_session.casino_id, array[p_session.gaming_table_id], p_session.gaming_day
  ) t
$$;

-- objects/3_private/40_append_only.sql
-- History is added to, never rewritten: not even by the owner of the tables.
create function pit_private.refuse_rewriting() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using
    errcode = '42501',
    message = format('%s is append-only', tg_table_name),
    hint = 'Record a correction that points at the original.';
end
$$;

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'table_session_event', 'table_inventory_snapshot', 'table_drop_event', 'custody_void',
    'custody_signature', 'drop_count_entry', 'drop_count', 'player_financial_transaction',
    'table_buyin_telemetry', 'shift_sign_off', 'shift_sign_on', 'shift_checkpoint',
    'alert_acknowledgement', 'audit_entry', 'late_entry'
  ] loop
    execute format(
      'create trigger %s_append_only before update or delete or truncate on pit.%I'
      ' for each statement execute function pit_private.refuse_rewriting()',
      v_table, v_table
    );
  end loop;
  foreach v_table in array array[
    'table_session', 'fill_credit_slip', 'slip_series', 'table_rundown', 'casino_hours',
    'shift_hours', 'table_terms'
  ] loop
    execute format(
      'create trigger %s_kept before delete or truncate on pit.%I'
      ' for each statement execute function pit_private.refuse_rewriting()',
      v_table, v_table
    );
  end loop;
end
$$;

-- What was finalised does not change again.
create function pit_private.refuse_changing_final() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.finalized_at is not null then
    raise exception using
      errcode = '42501', message = 'the rundown is final',
      hint = 'Corrections are rows of their own.';
  end if;
  return new;
end
$$;

create trigger table_rundown_final before update on pit.table_rundown
  for each row execute function pit_private.refuse_changing_final();

-- Dated settings whose day has come stand: what was computed under them is never computed anew.
create function pit_private.refuse_changing_past() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.effective_from < pit_private.gaming_day_of(old.casino_id, clock_timestamp()) then
    raise exception using
      errcode = '42501', message = format('%s has been in effect', tg_table_name),
      hint = 'Give another value a gaming day of its own.';
  end if;
  return new;
end
$$;

create trigger casino_hours_stand before update on pit.casino_hours
  for each row execute function pit_private.refuse_changing_past();
create trigger shift_hours_stand before update on pit.shift_hours
  for each row execute function pit_private.refuse_changing_past();
create trigger table_terms_stand before update on pit.table_terms
  for each row execute function pit_private.refuse_changing_past();

-- objects/3_private/50_arguments.sql
-- A note as it may be stored: NULL when blank, else within its bound and printable.
create function pit_private.checked_note(p_text text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_text is null or p_text !~ '[^[:space:]\u00a0\u2000-\u200a\u3000]' then
    return null;
  end if;
  if length(p_text) > 1000 then
    perform pit_private.fail(
      'notes_too_long', format('The note has %s characters; 1000 fit.', length(p_text))
    );
  end if;
  if not pit_private.is_printable(p_text) then
    perform pit_private.fail('invalid_text', 'The note has control characters in it.');
  end if;
  return btrim(p_text);
end
$$;

-- A reason is a note that must be there.
create function pit_private.checked_reason(p_text text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_reason constant text := pit_private.checked_note(p_text);
begin
  if v_reason is null then
    perform pit_private.fail('reason_required', 'Say in a few words why.');
  end if;
  return v_reason;
end
$$;

-- A short label such as a box or a seal, under the name a person knows it by.
create function pit_private.checked_label(p_text text, p_name text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_text is null or p_text !~ '[^[:space:]\u00a0\u2000-\u200a\u3000]' then
    perform pit_private.fail('missing_argument', format('The %s is missing.', p_name));
  end if;
  if length(p_text) > 64 then
    perform pit_private.fail('invalid_argument', format('The %s has more than 64 characters.', p_name));
  end if;
  if not pit_private.is_printable(p_text) then
    perform pit_private.fail('invalid_text', format('The %s has control characters in it.', p_name));
  end if;
  return btrim(p_text);
end
$$;

create function pit_private.demand_argument(p_given boolean, p_name text) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_given is not true then
    perform pit_private.fail('missing_argument', format('The %s is missing.', p_name));
  end if;
end
$$;

-- Whole counts of whole denominations within their bounds, or invalid_chipset.
create function pit_private.check_chipset(p_chipset jsonb) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_fault text;
begin
  if jsonb_typeof(p_chipset) is distinct from 'object' or p_chipset = '{}' then
    perform pit_private.fail('invalid_chipset', 'The count names no denomination.');
  end if;
  if (select count(*) from jsonb_object_keys(p_chipset)) > 64 then
    perform pit_private.fail('invalid_chipset', 'A tray has at most 64 denominations.');
  end if;
  select case
    when key !~ '^[1-9][0-9]{0,8}$' or key::bigint > 100000000
      then 'A denomination is above zero and no more than a chip can be worth.'
    when jsonb_typeof(value) <> 'number' or value::text !~ '^[0-9]{1,6}$'
      or value::text::bigint > 100000
      then 'A count of one denomination is a whole number from 0 to 100,000.'
    end
  into v_fault
  from jsonb_each(p_chipset)
  order by 1 nulls last
  limit 1;
  if v_fault is not null then
    perform pit_private.fail('invalid_chipset', v_fault);
  end if;
  if pit_private.chipset_total_cents(p_chipset) > 100000000000 then
    perform pit_private.fail('invalid_chipset', 'The tray is worth more than a tray can be.');
  end if;
end
$$;

-- A colleague who may stand as the second person; NULL stays NULL.
create function pit_private.check_second_person(p_actor pit_private.actor, p_staff_id uuid)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_staff_id is null then
    return;
  end if;
  if p_staff_id = p_actor.staff_id then
    perform pit_private.fail('same_person', 'You cannot be your own second person.');
  end if;
  if not exists (
    select from pit.staff s
    where s.casino_id = p_actor.casino_id and s.id = p_staff_id and s.is_active
      and s.role in (
        'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier'
      )
  ) then
    perform pit_private.fail('invalid_argument', 'That colleague cannot sign as a second person.');
  end if;
end
$$;

-- objects/3_private/55_audit.sql
-- One line of the audit, in the transaction of what it tells. The login is the connection's own;
-- the terminal is what the client calls itself, kept as a label and believed by nothing.
create function pit_private.record_audit(
  p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text,
  p_arguments jsonb, p_before jsonb, p_after jsonb
) returns uuid
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id constant uuid := gen_random_uuid();
begin
  insert into pit.audit_entry (
    id, casino_id, staff_id, kind, login, terminal, client_address, function_name, idempotency_key,
    arguments, before, after
  ) values (
    v_id, p_casino_id, p_staff_id, p_kind, session_user, left(current_setting('application_name'), 64),
    inet_client_addr(), p_function_name, p_key, p_arguments, p_before, p_after
  );
  return v_id;
end
$$;

-- Whether a login has this many lines of a kind within the last minute: what anybody may write
-- without changing anything has a bound.
create function pit_private.is_too_often(p_actor pit_private.actor, p_kind text, p_limit int)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select count(*) >= p_limit from (
    select from pit.audit_entry e
    where e.casino_id = p_actor.casino_id and e.staff_id = p_actor.staff_id and e.kind = p_kind
      and e.kind in ('sign_in', 'refusal', 'export')
      and e.logged_at > clock_timestamp() - interval '1 minute'
    limit p_limit
  ) recent
$$;

-- What an administrator changes, through pitterm or by hand: the row before and after. A row written
-- again as it was is no change.
create function pit_private.audit_administration() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row constant jsonb := coalesce(v_after, v_before);
begin
  if v_before - 'updated_at' = v_after - 'updated_at' then
    return null;
  end if;
  perform pit_private.record_audit(
    coalesce(v_row ->> 'casino_id', v_row ->> 'id')::uuid, null, 'administration',
    format('%s %s', lower(tg_op), tg_table_name), null, null, v_before, v_after
  );
  return null;
end
$$;

-- A dated row takes the place of what would hold for that day without it; one that says the same is
-- no change.
create function pit_private.audit_dated() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  v_after constant jsonb := to_jsonb(new);
  v_before_day constant date := new.effective_from - 1;
begin
  if tg_op = 'INSERT' and tg_table_name = 'casino_hours' then
    select to_jsonb(h) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h;
  elsif tg_op = 'INSERT' and tg_table_name = 'shift_hours' then
    select jsonb_build_object('starts_at', s.starts_at) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h
    cross join lateral pit_private.shift_starts(new.casino_id, h.effective_from) s
    where s.shift_id = new.shift_id;
  elsif tg_op = 'INSERT' then
    select to_jsonb(t) - 'gaming_table_id' into v_before
    from pit_private.terms_in_force(
      new.casino_id, array[new.gaming_table_id], v_before_day
    ) t;
  end if;
  if v_before is not null and (v_before - 'effective_from' - 'begins_at') <@ v_after then
    return null;
  end if;
  perform pit_private.record_audit(
    new.casino_id, null, 'administration', format('%s %s', lower(tg_op), tg_table_name), null, null,
    v_before, v_after
  );
  return null;
end
$$;

create trigger casino_hours_audited after insert or update on pit.casino_hours
  for each row execute function pit_private.audit_dated();
create trigger shift_hours_audited after insert or update on pit.shift_hours
  for each row execute function pit_private.audit_dated();
create trigger table_terms_audited after insert or update on pit.table_terms
  for each row execute function pit_private.audit_dated();

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'pit.casino', 'pit.casino_settings', 'pit.shift', 'pit.pit', 'pit.chip_set', 'pit.chip_mix',
    'pit.gaming_table', 'pit.staff', 'pit_private.staff_login'
  ] loop
    execute format(
      'create trigger %s_audited after insert or update or delete on %s'
      ' for each row execute function pit_private.audit_administration()',
      split_part(v_table, '.', 2), v_table
    );
  end loop;
end
$$;

-- The table a line is about: the one its row names, else the one of the record that was signed.
create function pit_private.table_of_audit(p_entry pit.audit_entry) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_record_id uuid;
begin
  if p_entry.kind = 'administration' then
    return case
      when p_entry.function_name like '% gaming_table'
        then (coalesce(p_entry.after, p_entry.before) ->> 'id')::uuid
      when p_entry.function_name like '% table_terms'
        then (p_entry.after ->> 'gaming_table_id')::uuid
    end;
  end if;
  if p_entry.after ? 'gaming_table_id' then
    return (p_entry.after ->> 'gaming_table_id')::uuid;
  end if;
  v_record_id := coalesce(p_entry.after ->> 'record_id', p_entry.after ->> 'table_session_id')::uuid;
  if v_record_id is null then
    return null;
  end if;
  return (
    select c.gaming_table_id from pit.table_inventory_snapshot c
    where c.casino_id = p_entry.casino_id and c.id = v_record_id
    union all
    select d.gaming_table_id from pit.table_drop_event d
    where d.casino_id = p_entry.casino_id and d.id = v_record_id
    union all
    select v.gaming_table_id from pit.custody_void v
    where v.casino_id = p_entry.casino_id and v.id = v_record_id
    union all
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_entry.casino_id and f.id = v_record_id
    union all
    select s.gaming_table_id from pit.table_session s
    where s.casino_id = p_entry.casino_id and s.id = v_record_id
    limit 1
  );
end
$$;

-- objects/3_private/60_commands.sql
-- In an older snapshot than this statement's, staff disabled since would still be active.
create function pit_private.demand_read_committed() returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform pit_private.fail('invalid_argument', 'A command runs in a READ COMMITTED transaction.');
  end if;
end
$$;

-- Claims a key for a command. The first result comes back when this very request was applied
-- before, NULL when it is to be done now. A race on one key waits here for the first to commit.
create function pit_private.begin_command(
  p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb
) returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_logged pit.command_log;
begin
  perform pit_private.demand_read_committed();
  insert into pit.command_log (casino_id, idempotency_key, function_name, arguments, actor_id)
  values (p_actor.casino_id, p_key, p_function_name, p_arguments, p_actor.staff_id)
  on conflict (casino_id, idempotency_key) do nothing;
  if found then
    return null;
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = p_actor.casino_id and l.idempotency_key = p_key;
  if v_logged.is_fenced then
    perform pit_private.fail('idempotency_conflict', 'This command was given up and can never apply.');
  end if;
  if (v_logged.function_name, v_logged.arguments, v_logged.actor_id)
    is distinct from (p_function_name, p_arguments, p_actor.staff_id) then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another request.');
  end if;
  return v_logged.result;
end
$$;

-- The last statement of every mutation: keeps its result, writes its line of the audit and tells the
-- watchers. The change number is bumped here and nowhere earlier, so that two commands on two tables
-- cannot wait for each other. p_before is the main row as it was, where the command changed one.
-- Whose change it was is the table of the result, or p_table_id; of a result that has no such
-- column, as a visit or a signed shift, the board shows nothing.
create function pit_private.finish_command(
  p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb default null,
  p_table_id uuid default null
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table_id constant uuid := coalesce(p_table_id, (p_result ->> 'gaming_table_id')::uuid);
  v_command pit.command_log;
  v_number bigint;
begin
  update pit.command_log set result = p_result
  where casino_id = p_actor.casino_id and idempotency_key = p_key
  returning * into v_command;
  perform pit_private.record_audit(
    p_actor.casino_id, p_actor.staff_id, 'command', v_command.function_name, p_key,
    v_command.arguments, p_before, p_result
  );
  update pit.casino_change c set change_number = c.change_number + 1
  where c.casino_id = p_actor.casino_id
  returning c.change_number into v_number;
  if v_table_id is not null then
    insert into pit.table_change (casino_id, gaming_table_id, change_number)
    values (p_actor.casino_id, v_table_id, v_number)
    on conflict (casino_id, gaming_table_id) do update set change_number = excluded.change_number;
  end if;
  perform pg_notify('pitterm', '');
end
$$;

-- The key of a command: the caller's, checked, or one of its own. `pft:` belongs to the bridge
-- from finance. A refusal after it names the key in the server's log.
create function pit_private.checked_key(p_key text) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_key is null then
    return gen_random_uuid()::text;
  end if;
  if length(p_key) > 128 or p_key !~ '^[!-~]+$' then
    perform pit_private.fail('invalid_argument', 'A key is 1 to 128 printable characters without spaces.');
  end if;
  if p_key like 'pft:%' then
    perform pit_private.fail('invalid_argument', 'Keys that begin with pft: are reserved.');
  end if;
  perform set_config('app.idempotency_key', p_key, true);
  return p_key;
end
$$;

-- objects/3_private/65_signatures.sql
-- The name of the person who still has to sign a count before it opens, closes or stands for a
-- shift change; NULL where nobody has to.
create function pit_private.signature_due(p_casino_id uuid, p_count_id uuid) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.name::text
  from pit.casino_settings h
  join pit.table_inventory_snapshot c on c.casino_id = h.casino_id and c.id = p_count_id
  join pit.staff s on s.casino_id = c.casino_id and s.id = c.counted_with_staff_id
  where h.casino_id = p_casino_id and h.count_signature
    and not exists (
      select from pit.custody_signature g where g.casino_id = c.casino_id and g.record_id = c.id
    )
$$;

-- The table of a record that stands and the second person who was named in it; no row where nobody
-- was.
create function pit_private.named_second_person(
  p_casino_id uuid, p_record_kind text, p_record_id uuid
) returns table (gaming_table_id uuid, staff_id uuid)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.gaming_table_id, c.counted_with_staff_id from pit_private.standing_count c
  where p_record_kind = 'count' and c.casino_id = p_casino_id and c.id = p_record_id
    and c.counted_with_staff_id is not null
  union all
  select d.gaming_table_id, d.witnessed_by_staff_id from pit_private.standing_drop d
  where p_record_kind = 'drop' and d.casino_id = p_casino_id and d.id = p_record_id
  union all
  select v.gaming_table_id, v.witnessed_by_staff_id from pit.custody_void v
  where p_record_kind = 'void' and v.casino_id = p_casino_id and v.id = p_record_id
  union all
  select f.gaming_table_id, f.void_witnessed_by_staff_id from pit.fill_credit_slip f
  where p_record_kind = 'slip_void' and f.casino_id = p_casino_id and f.id = p_record_id
    and f.void_witnessed_by_staff_id is not null
$$;

-- objects/3_private/70_sessions.sql
-- Locks run from the table to its session to the rest; times are taken after the lock.
create function pit_private.lock_table(p_casino_id uuid, p_table_id uuid) returns pit.gaming_table
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table pit.gaming_table;
begin
  select * into v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = p_table_id
  for no key update;
  if not found then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  return v_table;
end
$$;

-- Locks the session's table, then the session; a version that was given must still be the row's.
create function pit_private.lock_session(
  p_casino_id uuid, p_session_id uuid, p_expected_version int
) returns pit.table_session
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  perform pit_private.lock_table(p_casino_id, s.gaming_table_id)
  from pit.table_session s where s.casino_id = p_casino_id and s.id = p_session_id;
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.id = p_session_id
  for no key update;
  if not found then
    perform pit_private.fail('session_not_found', 'There is no such session in this casino.');
  end if;
  if v_session.version <> p_expected_version then
    perform pit_private.fail('stale_version', 'The session has changed since you looked.');
  end if;
  return v_session;
end
$$;

create function pit_private.live_session(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_session
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.status <> 'CLOSED'
$$;

-- The last session that was really run; a cancelled one is skipped.
create function pit_private.last_closed_session(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_session
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
  order by s.closed_at desc
  limit 1
$$;

-- No session of a table that ran at an instant or later opened before this: sessions follow each
-- other, so the newest that opened before the instant is the first. It bounds what is read of the
-- history, and the day's grace is for a clock that was set back.
create function pit_private.ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamptz)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_opened_at timestamptz;
begin
  select max(s.opened_at) into v_opened_at from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.opened_at < p_at
    and s.close_reason is distinct from 'cancelled';
  return least(v_opened_at, p_at - interval '1 day');
end
$$;

-- The instant an opening count must be later than: the last close, and the count that was owed
-- and came after it; `-infinity` for a table that was never closed.
create function pit_private.last_close_at(p_casino_id uuid, p_table_id uuid) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (
      select greatest(s.closed_at, c.counted_at)
      from pit_private.last_closed_session(p_casino_id, p_table_id) s
      left join pit.table_inventory_snapshot c
        on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id
    ),
    '-infinity'
  )
$$;

-- The opening counts made since the table's last close that opened no session yet, newest first.
create function pit_private.unused_opening_counts(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_inventory_snapshot
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.* from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id and c.snapshot_type = 'open'
    and c.counted_at > pit_private.last_close_at(p_casino_id, p_table_id)
    and not exists (
      select from pit.table_session s
      where s.casino_id = p_casino_id and s.opening_inventory_snapshot_id = c.id
    )
  order by c.counted_at desc
$$;

-- The newest of them that may be used: signed, where the casino has counts signed.
create function pit_private.unused_opening_count(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_inventory_snapshot
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.* from pit_private.unused_opening_counts(p_casino_id, p_table_id) c
  where pit_private.signature_due(p_casino_id, c.id) is null
  order by c.counted_at desc
  limit 1
$$;

-- Whether anything but an opening count was recorded at the table since the session opened.
create function pit_private.empty_sessions(p_casino_id uuid, p_session_ids uuid[])
returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.id
  from unnest(p_session_ids) asked (session_id)
  join pit.table_session s on s.casino_id = p_casino_id and s.id = asked.session_id
  cross join lateral (
    select exists (
      select from pit.table_buyin_telemetry b
      where b.casino_id = s.casino_id and b.gaming_table_id = s.gaming_table_id
        and b.occurred_at >= s.opened_at
      limit 1
    ) as has_entry
  ) e
  where not e.has_entry and not exists (
    select from pit.table_drop_event d
    where d.casino_id = s.casino_id and d.table_session_id = s.id
  ) and not exists (
    select from pit_private.standing_count c
    where c.casino_id = s.casino_id and c.table_session_id = s.id and c.snapshot_type <> 'open'
  ) and not exists (
    select from pit.fill_credit_slip f
    where f.casino_id = s.casino_id and f.table_session_id = s.id
  )
$$;

-- Whether the session still waits for the opening count its casino requires; a rundown from OPEN
-- does not end the waiting.
create function pit_private.opening_count_due(p_session pit.table_session) returns boolean
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return p_session.opening_count_required and p_session.opening_inventory_snapshot_id is null
    and p_session.status <> 'CLOSED';
end
$$;

create function pit_private.record_transition(
  p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid,
  p_occurred_at timestamptz, p_reason text
) returns uuid
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_session_event (
    casino_id, gaming_table_id, table_session_id, transition, from_status, to_status, actor_id,
    occurred_at, reason
  ) values (
    p_session.casino_id, p_session.gaming_table_id, p_session.id, p_transition, p_from_status,
    p_session.status, p_actor_id, p_occurred_at, p_reason
  ) returning id
$$;

create function pit_private.refuse_transition(
  p_session pit.table_session, p_wanted text
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.fail(
    'invalid_state_transition', format('The session is %s; %s.', p_session.status, p_wanted)
  );
end
$$;

-- objects/3_private/71_paper.sql
-- When, why and on which form something was written while the system was away; NULLs for what is
-- happening now.
create type pit_private.paper as (occurred_at timestamptz, reason text, paper_number text);

create function pit_private.checked_paper(p_at timestamptz, p_reason text, p_number text)
returns pit_private.paper
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_paper pit_private.paper;
begin
  if p_at is null then
    perform pit_private.demand_argument(
      num_nonnulls(p_reason, p_number) = 0, 'time on the paper'
    );
    return null;
  end if;
  v_paper.occurred_at := p_at;
  v_paper.reason := pit_private.checked_reason(p_reason);
  if p_number is not null then
    v_paper.paper_number := pit_private.checked_label(p_number, 'number of the form');
  end if;
  return v_paper;
end
$$;

-- What a command's arguments have beside the others where it comes from paper.
create function pit_private.paper_arguments(p_paper pit_private.paper) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_paper.occurred_at is null then
    return '{}';
  end if;
  return jsonb_build_object(
    'p_paper_at', p_paper.occurred_at at time zone 'UTC', 'p_paper_reason', p_paper.reason,
    'p_paper_number', p_paper.paper_number
  );
end
$$;

-- Whether a session was opened from a form and cancelled: a form with a wrong time, say, which then
-- stands in nobody's way.
create function pit_private.was_never_opened(p_casino_id uuid, p_session_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.table_session s
    join pit.table_session_event e on e.casino_id = s.casino_id and e.table_session_id = s.id
    join pit.late_entry l
      on l.casino_id = e.casino_id and l.record_id = e.id and l.record_kind = 'open'
    where s.casino_id = p_casino_id and s.id = p_session_id and s.close_reason = 'cancelled'
  )
$$;

-- The last event of a table, which nothing from paper may precede: a move of its session, a count or
-- a box that stands, and a step of a slip. Of a slip from paper it is the moment its chips count,
-- since two forms may well overlap. A buy-in is no event, for they come in any order and cut
-- nothing in two; nor is what is done about a record: a void, a signature, the attaching of an owed
-- count, a release.
create function pit_private.last_event(
  p_casino_id uuid, p_table_id uuid, out what text, out happened_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.what, e.happened_at
  from (
    (
      select 'a move of its session' as what, v.occurred_at as happened_at
      from pit.table_session_event v
      where v.casino_id = p_casino_id and v.gaming_table_id = p_table_id
        and v.transition <> 'count_attached'
        and not pit_private.was_never_opened(p_casino_id, v.table_session_id)
      order by v.occurred_at desc
      limit 1
    )
    union all
    (
      select 'a count', c.counted_at from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
      order by c.counted_at desc
      limit 1
    )
    union all
    (
      select 'a box', d.removed_at from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
      order by d.removed_at desc
      limit 1
    )
    union all
    select 'a ' || f.kind, case
      when f.paper_number is not null then f.effective_at
      else greatest(
        f.requested_at, f.issued_at, f.carried_at, f.verified_at, f.deposited_at, f.voided_at,
        f.withdrawn_at
      )
    end
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = p_table_id
  ) e
  order by e.happened_at desc
  limit 1
$$;

-- The last thing of a running session that its end may not cut off: a buy-in, or a form's way to the
-- box.
create function pit_private.last_of_session(
  p_session pit.table_session, out what text, out happened_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.what, e.happened_at
  from (
    select 'a buy-in' as what, max(b.occurred_at) as happened_at
    from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
    union all
    select 'a slip', max(f.deposited_at) from pit.fill_credit_slip f
    where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  ) e
  where e.happened_at is not null
  order by e.happened_at desc
  limit 1
$$;

-- The moment a time from paper stands for beside what was recorded last. A form tells minutes: what
-- it has for the very minute of the last record came right after it, in the order of entering. The
-- millisecond is for entries of one time, which then stand a microsecond apart.
create function pit_private.moment_after(
  p_casino_id uuid, p_at timestamptz, p_what text, p_last timestamptz
) returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_last is null or p_at > p_last then
    return p_at;
  end if;
  if p_at < p_last - interval '1 millisecond'
    and p_at <> date_trunc('minute', p_last, 'UTC') then
    perform pit_private.fail(
      'invalid_argument',
      (
        select format(
          'That time is before the table''s last record, %s at %s.', p_what,
          to_char(p_last at time zone h.time_zone, 'HH24:MI on DD Mon')
        )
        from pit_private.hours_at(p_casino_id, p_last) h
      )
    );
  end if;
  return p_last + interval '1 microsecond';
end
$$;

-- The moment to write, once the table is locked: now, or that of the paper, if it was, is no older
-- than a month, is in no FINAL session and does not precede the table's last event. Sessions cannot
-- overlap then, since their moves are events.
create function pit_private.moment_to_write(
  p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper
) returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_last record;
begin
  if p_paper.occurred_at is null then
    return clock_timestamp();
  end if;
  if p_paper.occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_paper.occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table_id, p_paper.occurred_at);
  select * into v_last from pit_private.last_event(p_casino_id, p_table_id);
  return pit_private.moment_after(
    p_casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
  );
end
$$;

-- The same for the end of a session, which takes in what was logged in it.
create function pit_private.moment_to_end(
  p_session pit.table_session, p_paper pit_private.paper
) returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_moment constant timestamptz := pit_private.moment_to_write(
    p_session.casino_id, p_session.gaming_table_id, p_paper
  );
  v_last record;
begin
  if p_paper.occurred_at is null then
    return v_moment;
  end if;
  select * into v_last from pit_private.last_of_session(p_session);
  return greatest(
    v_moment,
    pit_private.moment_after(
      p_session.casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
    )
  );
end
$$;

-- Whether what was entered from a form still stands, itself or as what replaced it, so that the form
-- is used up.
create function pit_private.late_entry_stands(p_entry pit.late_entry) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with recursive said (record_id) as (
    select p_entry.record_id
    union all
    select coalesce(v.replacing_snapshot_id, v.replacing_drop_event_id)
    from said s
    join pit.custody_void v
      on v.casino_id = p_entry.casino_id
      and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    where num_nonnulls(v.replacing_snapshot_id, v.replacing_drop_event_id) > 0
  )
  select exists (
    select from said s
    where not exists (
      select from pit.custody_void v
      where v.casino_id = p_entry.casino_id
        and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    )
  ) and not exists (
    select from pit.table_session_event e
    join pit.table_session s on s.casino_id = e.casino_id and s.id = e.table_session_id
    where e.casino_id = p_entry.casino_id and e.id = p_entry.record_id
      and s.close_reason = 'cancelled'
  )
$$;

-- Marks a record that came from paper. A form is entered once a kind of record and year, unless what
-- was entered was voided or cancelled; the lines of a sheet of buy-ins share its number. Forms of
-- all tables queue for the change number here; after it only rows of the locked table are.
create function pit_private.keep_late_entry(
  p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid,
  p_paper pit_private.paper, p_key text
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_year double precision;
begin
  if p_paper.occurred_at is null then
    return;
  end if;
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, p_paper.occurred_at));
  if p_paper.paper_number is not null and p_kind <> 'entry' then
    perform pit_private.queue_for_change(p_actor.casino_id);
    if exists (
      select from pit.late_entry e
      where e.casino_id = p_actor.casino_id and e.record_kind = p_kind
        and e.form_number = pit_private.form_number(p_paper.paper_number)
        and extract(year from e.gaming_day) = v_year
        and pit_private.late_entry_stands(e)
    ) then
      perform pit_private.fail(
        'invalid_argument',
        format('Form %s was entered already, for another %s.', p_paper.paper_number, p_kind)
      );
    end if;
  end if;
  insert into pit.late_entry (
    casino_id, gaming_table_id, record_kind, record_id, occurred_at, entered_at,
    entered_by_staff_id, reason, paper_number, idempotency_key
  ) values (
    p_actor.casino_id, p_table_id, p_kind, p_record_id, p_paper.occurred_at, clock_timestamp(),
    p_actor.staff_id, p_paper.reason, p_paper.paper_number, p_key
  );
end
$$;

-- objects/3_private/80_closing_artifacts.sql
-- The rules a closing artifact meets: one is there, the count where the casino insists on it, each
-- belongs to this table, closed nothing yet, and was made during this session.
create function pit_private.check_closing_artifacts(
  p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_made_in uuid;
  v_signer text;
begin
  if p_drop_event_id is null and p_count_id is null then
    perform pit_private.fail('missing_closing_artifact', 'Close with a closing count or a drop.');
  end if;
  if p_count_id is null and (
    select s.closing_count_required from pit.casino_settings s
    where s.casino_id = p_session.casino_id
  ) then
    perform pit_private.fail('missing_closing_artifact', 'This casino closes a table with a count.');
  end if;

  if p_count_id is not null then
    select c.table_session_id into v_made_in from pit_private.standing_count c
    where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
      and c.id = p_count_id and c.snapshot_type = 'close';
    if not found then
      perform pit_private.fail('artifact_not_found', 'That is not a closing count of this table.');
    end if;
    perform pit_private.check_made_in_session(
      p_session, v_made_in,
      exists (
        select from pit.table_session s
        where s.casino_id = p_session.casino_id and s.closing_inventory_snapshot_id = p_count_id
      )
    );
    v_signer := pit_private.signature_due(p_session.casino_id, p_count_id);
    if v_signer is not null then
      perform pit_private.fail(
        'missing_closing_artifact', format('%s has to sign the closing count first.', v_signer)
      );
    end if;
  end if;

  if p_drop_event_id is not null then
    select d.table_session_id into v_made_in from pit_private.standing_drop d
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.id = p_drop_event_id;
    if not found then
      perform pit_private.fail('artifact_not_found', 'That is not a drop of this table.');
    end if;
    perform pit_private.check_made_in_session(
      p_session, v_made_in,
      exists (
        select from pit.table_session s
        where s.casino_id = p_session.casino_id and s.drop_event_id = p_drop_event_id
      )
    );
  end if;
end
$$;

create function pit_private.check_made_in_session(
  p_session pit.table_session, p_made_in uuid, p_is_used boolean
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_is_used then
    perform pit_private.fail('artifact_already_used', 'That count or drop already closed a session.');
  end if;
  if p_made_in is distinct from p_session.id then
    perform pit_private.fail('artifact_not_found', 'That count or drop was not made during this session.');
  end if;
end
$$;

-- objects/3_private/90_counts.sql
-- Which counts a state takes: without a session an opener or an owed closer, OPEN its opener,
-- ACTIVE and RUNDOWN the rest; a session that still waits for its opener takes it in RUNDOWN too.
create function pit_private.check_count_fits_state(
  p_session pit.table_session, p_is_owed boolean, p_snapshot_type text
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_session.id is null then
    if p_snapshot_type <> 'open' and not p_is_owed then
      perform pit_private.fail('no_live_session', 'Without a session only an opening count is taken.');
    end if;
  elsif p_snapshot_type = 'open' then
    if not pit_private.opening_count_due(p_session) then
      perform pit_private.refuse_transition(p_session, 'its time for an opening count is over');
    end if;
  elsif p_session.status = 'OPEN' then
    perform pit_private.fail('missing_opening_count', 'The session waits for its opening count.');
  end if;
end
$$;

-- A boundary is the start of a shift or of the gaming day, near enough for the walk to reach.
create function pit_private.check_shift_boundary(
  p_casino_id uuid, p_snapshot_type text, p_boundary timestamptz, p_counted_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_boundary is null then
    return;
  end if;
  if p_snapshot_type <> 'rundown' then
    perform pit_private.fail('invalid_argument', 'Only a rundown count stands for a shift change.');
  end if;
  if p_boundary not between p_counted_at - interval '4 hours'
    and p_counted_at + interval '1 hour' then
    perform pit_private.fail('invalid_argument', 'That shift change is not within reach of this count.');
  end if;
  if not exists (
    select from pit_private.shift_at(p_casino_id, p_boundary) h where h.started_at = p_boundary
  ) and p_boundary <> pit_private.gaming_day_started_at(
    p_casino_id, pit_private.gaming_day_of(p_casino_id, p_boundary)
  ) then
    perform pit_private.fail('invalid_argument', 'No shift and no gaming day begins at that time.');
  end if;
end
$$;

-- An opener that differs from the previous closer is noted, whoever made the difference.
create function pit_private.check_opener_is_expected(
  p_casino_id uuid, p_table_id uuid, p_total_cents bigint
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_expected_cents bigint;
begin
  select c.total_cents into v_expected_cents
  from pit_private.last_closed_session(p_casino_id, p_table_id) s
  join pit.table_inventory_snapshot c
    on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id;
  if p_total_cents <> v_expected_cents then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;
end
$$;

-- objects/3_private/91_boxes.sql
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

-- objects/3_private/92_corrections.sql
-- The sessions a count or drop belongs to: the one it was made in and those it opens or closes.
-- They are locked, after their table.
create function pit_private.lock_sessions_of_record(
  p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid
) returns uuid[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(held.id), '{}')
    from (
      select s.id from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
        and (
          s.id = p_session_id
          or p_record_id in (
            s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
            s.closing_inventory_snapshot_id, s.drop_event_id
          )
        )
      order by s.id
      for no key update
    ) held
  );
end
$$;

create function pit_private.demand_not_final(p_casino_id uuid, p_session_ids uuid[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_rundown r
    where r.casino_id = p_casino_id and r.table_session_id = any (p_session_ids)
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The session is final; its records stand.');
  end if;
end
$$;

-- The second person of a void: a colleague who may sign and who did not make the record.
create function pit_private.check_void_witness(
  p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.check_second_person(p_actor, p_witness_id);
  if p_witness_id = p_author_id then
    perform pit_private.fail('same_person', 'Whoever made the record does not witness its void.');
  end if;
end
$$;

-- Puts a count into the session that owes it, once it may be used and until the table opens again.
create function pit_private.attach_owed_count(
  p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_owing pit.table_session;
begin
  if p_count.snapshot_type <> 'close'
    or pit_private.signature_due(p_count.casino_id, p_count.id) is not null
    or exists (
      select from pit_private.live_session(p_count.casino_id, p_count.gaming_table_id)
    ) then
    return;
  end if;
  update pit.table_session s set closing_inventory_snapshot_id = p_count.id
  from pit_private.last_closed_session(p_count.casino_id, p_count.gaming_table_id) l
  where s.casino_id = p_count.casino_id and s.id = l.id and s.id = p_count.table_session_id
    and s.closing_inventory_snapshot_id is null
  returning s.* into v_owing;
  if found then
    perform pit_private.record_transition(
      v_owing, 'count_attached', 'CLOSED', p_actor_id, p_at, p_count.note
    );
    perform pit_private.refresh_rundowns(
      v_owing.casino_id, v_owing.gaming_table_id, v_owing.opened_at
    );
  end if;
end
$$;

-- A count is voided once, while its sessions are not final; one that a session stands on goes only
-- for another.
create function pit_private.check_count_may_be_voided(
  p_count pit.table_inventory_snapshot, p_is_replaced boolean
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_count.casino_id and v.inventory_snapshot_id = p_count.id
  ) then
    perform pit_private.fail('already_reversed', 'The count was already voided.');
  end if;
  perform pit_private.demand_not_final(
    p_count.casino_id,
    pit_private.lock_sessions_of_record(
      p_count.casino_id, p_count.gaming_table_id, p_count.table_session_id, p_count.id
    )
  );
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_count.casino_id and s.gaming_table_id = p_count.gaming_table_id
      and p_count.id in (
        s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
        s.closing_inventory_snapshot_id
      )
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That count opened or closed a session; give the right chips.'
    );
  end if;
end
$$;

-- Every session that stands on the wrong count stands on the right one.
create function pit_private.put_count_in_place(
  p_wrong pit.table_inventory_snapshot, p_right_id uuid
) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update pit.table_session s
  set expected_inventory_snapshot_id = case
      when s.expected_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.expected_inventory_snapshot_id
    end,
    opening_inventory_snapshot_id = case
      when s.opening_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.opening_inventory_snapshot_id
    end,
    closing_inventory_snapshot_id = case
      when s.closing_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.closing_inventory_snapshot_id
    end
  where s.casino_id = p_wrong.casino_id and s.gaming_table_id = p_wrong.gaming_table_id
    and p_wrong.id in (
      s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
      s.closing_inventory_snapshot_id
    )
$$;

-- A drop record is voided once, before its count is released and while its sessions are not final;
-- one that closed a session goes only for another.
create function pit_private.check_drop_may_be_voided(
  p_drop pit.table_drop_event, p_is_replaced boolean
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_reversed', 'The drop was already voided.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_drop.casino_id and n.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  perform pit_private.demand_not_final(
    p_drop.casino_id,
    pit_private.lock_sessions_of_record(
      p_drop.casino_id, p_drop.gaming_table_id, p_drop.table_session_id, p_drop.id
    )
  );
  -- Without this removal, the play before it would be in the box of a session that is final.
  if not p_is_replaced then
    perform pit_private.demand_not_final(
      p_drop.casino_id,
      array(
        select s.id from pit.table_session s
        where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
          and s.opened_at >= p_drop.removed_at
          and p_drop.removed_at = (
            select max(d.removed_at) from pit.table_drop_event d
            where d.casino_id = s.casino_id and d.gaming_table_id = s.gaming_table_id
              and d.removed_at < pit_private.play_ended_at(s) and pit_private.is_clean_removal(d)
          )
      )
    );
  end if;
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That drop closed a session; give the right box and seal.'
    );
  end if;
end
$$;

-- objects/3_private/92_slips_at_close.sql
-- A session does not close over a slip whose chips are on their way or whose paper lies open; a
-- request that nobody acted on is withdrawn by whoever closes.
create function pit_private.settle_slips(
  p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  order by f.id
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and (
      f.status in ('ISSUED', 'VERIFIED_AT_TABLE')
      or (f.status = 'REQUESTED' and f.carried_at is not null)
    )
  order by f.requested_at, f.id
  limit 1;
  if found then
    perform pit_private.fail(
      'slips_in_flight',
      case
        when v_slip.status = 'REQUESTED'
          then 'A credit is on its way to the cage and not issued; have it issued first.'
        else format(
          '%s is %s; finish it first.', v_slip.slip_label,
          replace(lower(v_slip.status), '_', ' ')
        )
      end
    );
  end if;
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = greatest(p_closed_at, f.requested_at),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and f.status = 'REQUESTED';
end
$$;

-- objects/3_private/92_slips_cage.sql
-- The next number of the casino's series of this kind and year, counted from 1. Whoever draws it
-- holds the series until the slip is kept or the number is given back, so none is left out.
create function pit_private.draw_slip_number(p_casino_id uuid, p_kind text, p_year int)
returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.slip_series as drawn (casino_id, kind, slip_year, last_number)
  values (p_casino_id, p_kind, p_year, 1)
  on conflict (casino_id, kind, slip_year) do update set last_number = drawn.last_number + 1
  returning last_number
$$;

-- The cage's step: a fill is handed to the runner, a credit counted in. Draws the number.
create function pit_private.issue_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_issued_at timestamptz;
  v_year int;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_issue_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a requested one is issued');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');

  -- Held before the clock is read: the numbers of a series are in the order of their times.
  perform from pit.slip_series n
  where n.casino_id = p_actor.casino_id and n.kind = p_kind
  order by n.slip_year
  for no key update;
  v_before := to_jsonb(v_slip);
  v_issued_at := pit_private.next_slip_time(v_slip);
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, v_issued_at));
  update pit.fill_credit_slip f
  set status = 'ISSUED', issued_at = v_issued_at, issued_by_staff_id = p_actor.staff_id,
    slip_year = v_year,
    slip_number = pit_private.draw_slip_number(p_actor.casino_id, p_kind, v_year)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- Voids an issued slip with a witness who had no part in it; the number stays used. A credit is
-- voided only while its chips are at the table, that is, until a runner signs for them.
create function pit_private.void_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text,
  p_witnessed_by uuid
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_void_table_%s', p_kind),
    jsonb_build_object(
      format('p_%s_id', p_kind), p_slip_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  perform pit_private.check_slip_may_be_voided(v_slip);
  perform pit_private.check_second_person(p_actor, p_witnessed_by);
  perform pit_private.check_not_on_slip(v_slip, p_witnessed_by, 'That colleague');

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'VOID', voided_at = pit_private.next_slip_time(v_slip),
    voided_by_staff_id = p_actor.staff_id, void_witnessed_by_staff_id = p_witnessed_by,
    void_reason = v_reason
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

create function pit_private.check_slip_may_be_voided(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_slip.status = 'REQUESTED' then
    perform pit_private.refuse_slip_step(p_slip, 'a request is withdrawn, not voided');
  end if;
  if p_slip.status in ('VERIFIED_AT_TABLE', 'DEPOSITED_IN_DROPBOX') then
    perform pit_private.refuse_slip_step(
      p_slip,
      format('send the chips back by a %s', case p_slip.kind when 'fill' then 'credit' else 'fill' end)
    );
  end if;
  if p_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(p_slip, 'only an issued one is voided');
  end if;
  if p_slip.kind = 'credit' and p_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(p_slip, 'but its runner has taken the chips');
  end if;
end
$$;

-- objects/3_private/92_slips_common.sql
-- Locks the table, the session and the slip, in this order. The id of a slip of the other kind is
-- no slip of this one.
create function pit_private.lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid)
returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = (
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  perform from pit.table_session s
  where s.casino_id = p_casino_id and s.id = (
    select f.table_session_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_casino_id and f.kind = p_kind and f.id = p_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', format('There is no such %s in this casino.', p_kind));
  end if;
  return v_slip;
end
$$;

create function pit_private.refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.fail(
    'invalid_state_transition',
    format('The %s is %s; %s.', p_slip.kind, replace(lower(p_slip.status), '_', ' '), p_wanted)
  );
end
$$;

-- Chips move while their table's session runs.
create function pit_private.check_slip_session_is_live(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pit.table_session s
    where s.casino_id = p_slip.casino_id and s.id = p_slip.table_session_id
      and s.status <> 'CLOSED'
  ) then
    perform pit_private.fail('no_live_session', format('The session of this %s is closed.', p_slip.kind));
  end if;
end
$$;

-- Requester, issuer, runner and verifier of a slip are four people, and who witnesses its void is
-- none of them (WA 525).
create function pit_private.check_not_on_slip(
  p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_act constant text := case p_staff_id
    when p_slip.requested_by_staff_id then 'requested'
    when p_slip.issued_by_staff_id then 'issued'
    when p_slip.runner_staff_id then 'carried'
    when p_slip.verified_by_staff_id then 'verified'
  end;
begin
  if v_act is not null then
    perform pit_private.fail(
      'same_person',
      format('%s already %s this %s; it takes somebody else.', p_person, v_act, p_slip.kind)
    );
  end if;
end
$$;

-- The time of a slip's next step; a server clock that was set back never puts it before the last.
create function pit_private.next_slip_time(p_slip pit.fill_credit_slip) returns timestamptz
language sql
set search_path = pg_catalog, pg_temp
as $$
  select greatest(
    clock_timestamp(), p_slip.requested_at, p_slip.issued_at, p_slip.carried_at, p_slip.verified_at
  )
$$;

-- objects/3_private/92_slips_paper.sql
-- Somebody named on a form for a step of a slip: a colleague whose role takes that step.
create function pit_private.check_step_taker(
  p_casino_id uuid, p_staff_id uuid, p_step text, variadic p_roles text[]
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pit.staff s
    where s.casino_id = p_casino_id and s.id = p_staff_id and s.is_active
      and s.role = any (p_roles)
  ) then
    perform pit_private.fail(
      'invalid_argument',
      format(
        'Who %s it is somebody active of these: %s.', p_step,
        replace(array_to_string(p_roles, ', '), '_', ' ')
      )
    );
  end if;
end
$$;

-- The five people of a form: each of a role that takes the step, the first four all different.
create function pit_private.check_paper_people(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_people constant uuid[] := array[
    p_slip.requested_by_staff_id, p_slip.issued_by_staff_id, p_slip.runner_staff_id,
    p_slip.verified_by_staff_id
  ];
begin
  perform pit_private.check_step_taker(
      p_slip.casino_id, p_slip.requested_by_staff_id, 'requested', 'floor_supervisor', 'pit_boss'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.issued_by_staff_id, 'issued', 'cashier'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.runner_staff_id, 'carried', 'security'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.verified_by_staff_id, 'verified', 'dealer', 'floor_supervisor'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.deposited_by_staff_id, 'deposited', 'floor_supervisor', 'pit_boss'
    );
  if (select count(distinct person) < 4 from unnest(v_people) as person) then
    perform pit_private.fail(
      'same_person', 'Who requested, issued, carried and verified it are four people.'
    );
  end if;
end
$$;

-- The steps of a form where they were: in order and past, the chips' moment not before the table's
-- last event, and all of them while this session ran.
create function pit_private.placed_on_paper(
  p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip := p_slip;
  v_moment timestamptz;
begin
  if v_slip.deposited_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  v_moment := pit_private.moment_to_write(
    p_slip.casino_id, p_slip.gaming_table_id, p_paper
  );
  v_slip.requested_at := pit_private.moment_after(
    p_slip.casino_id, v_slip.requested_at, 'the opening of its session',
    p_session.opened_at
  );
  if v_slip.kind = 'fill' then
    v_slip.verified_at := v_moment;
  else
    v_slip.requested_at := greatest(v_moment, v_slip.requested_at);
  end if;
  -- What moved within its minute takes the later steps of that minute along.
  v_slip.issued_at := greatest(v_slip.issued_at, v_slip.requested_at);
  v_slip.verified_at := greatest(v_slip.verified_at, v_slip.issued_at);
  v_slip.deposited_at := greatest(v_slip.deposited_at, v_slip.verified_at);
  return v_slip;
end
$$;

-- A slip goes into the box that is known to have been at the table then.
create function pit_private.check_paper_box(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_known constant text := pit_private.box_on_table(
    p_slip.casino_id, p_slip.gaming_table_id, p_slip.deposited_at + interval '1 microsecond'
  );
begin
  if v_known <> p_slip.drop_box_id then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table was %s.', v_known)
    );
  end if;
end
$$;

-- objects/3_private/92_slips_request.sql
-- An amount as a sentence of this casino has it: without the smallest units where it has none.
create function pit_private.amount_in_words(p_casino_id uuid, p_cents bigint) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.currency_symbol || case when s.currency_symbol ~ '[[:alpha:]]$' then U&'\00A0' else '' end
    || to_char(
      p_cents / u.size,
      'FM999,999,990' || case when p_cents % u.size = 0 then ''
        else '.' || repeat('0', s.currency_minor_units) end
    )
  from pit.casino_settings s
  cross join lateral (select power(10::numeric, s.currency_minor_units)) u (size)
  where s.casino_id = p_casino_id
$$;

-- Every denomination is one of the table's chip set.
create function pit_private.check_denominations(p_table pit.gaming_table, p_chipset jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_foreign_cents bigint;
begin
  select min(c.cents::bigint) into v_foreign_cents
  from jsonb_object_keys(p_chipset) as c (cents)
  where c.cents::bigint <> all (
    select unnest(k.denominations_cents) from pit.chip_set k
    where k.casino_id = p_table.casino_id and k.id = p_table.chip_set_id
  );
  if v_foreign_cents is not null then
    perform pit_private.fail(
      'invalid_chipset',
      format(
        '%s has no chip of %s.', p_table.label,
        pit_private.amount_in_words(p_table.casino_id, v_foreign_cents)
      )
    );
  end if;
end
$$;

-- The chips of a slip as they are kept: without the denominations of which there is none.
create function pit_private.checked_slip_chips(p_kind text, p_chipset jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_chipset jsonb;
begin
  perform pit_private.demand_argument(p_chipset is not null, 'count of chips');
  perform pit_private.check_chipset(p_chipset);
  select coalesce(jsonb_object_agg(c.key, c.value) filter (where c.value <> '0'), '{}')
  into v_chipset from jsonb_each(p_chipset) c;
  if pit_private.chipset_total_cents(v_chipset) not between 1 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', format('A %s is above zero and no more than one slip may carry.', p_kind)
    );
  end if;
  return v_chipset;
end
$$;

-- The running session chips may move in.
create function pit_private.session_for_slip(p_table pit.gaming_table, p_kind text)
returns pit.table_session
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  select * into v_session from pit_private.live_session(p_table.casino_id, p_table.id);
  if v_session.id is null then
    perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
  end if;
  if p_kind = 'credit' and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  return v_session;
end
$$;

-- Asks the cage for chips, or counts chips out for it: a credit counts from this moment.
create function pit_private.request_slip(
  p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_note text;
  v_chipset jsonb;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_request_table_%s', p_kind),
    jsonb_build_object('p_table_id', p_table_id, 'p_chipset', v_chipset, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(p_actor.casino_id, p_table_id);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_chipset);

  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, chipset, note, requested_at,
    requested_by_staff_id
  ) values (
    p_actor.casino_id, p_table_id, v_session.id, p_kind, 'REQUESTED', v_chipset, v_note,
    -- A server clock that was set back never makes a request before its session.
    greatest(clock_timestamp(), v_session.opened_at), p_actor.staff_id
  ) returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;

-- Takes a request back before it has drawn a number, and before a runner took its chips.
create function pit_private.withdraw_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_withdraw_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a request is withdrawn');
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'but its runner has taken the chips');
  end if;

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = pit_private.next_slip_time(v_slip),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- objects/3_private/92_slips_table.sql
-- The runner signs for the chips: a fill's at the cage once it is issued, a credit's at the table,
-- before its slip exists or after (WA 530).
create function pit_private.carry_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_carry_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' and (p_kind = 'fill' or v_slip.status <> 'REQUESTED') then
    perform pit_private.refuse_slip_step(
      v_slip,
      case p_kind
        when 'fill' then 'its chips are carried once it is issued'
        else 'its chips are carried once it is requested or issued'
      end
    );
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'and a runner has signed for it already');
  end if;
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set runner_staff_id = p_actor.staff_id, carried_at = pit_private.next_slip_time(v_slip)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- Who carried the chips: the runner who signed, else the one who is named, an active member of
-- security without another part in the slip.
create function pit_private.slip_runner(p_slip pit.fill_credit_slip, p_named uuid) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_slip.runner_staff_id <> p_named then
    perform pit_private.fail(
      'invalid_argument', format('Another runner signed for this %s.', p_slip.kind)
    );
  end if;
  if p_slip.runner_staff_id is not null then
    return p_slip.runner_staff_id;
  end if;
  perform pit_private.demand_argument(p_named is not null, 'runner');
  if not exists (
    select from pit.staff s
    where s.casino_id = p_slip.casino_id and s.id = p_named and s.is_active
      and s.role = 'security'
  ) then
    perform pit_private.fail('invalid_argument', 'A runner is somebody of security who is active.');
  end if;
  perform pit_private.check_not_on_slip(p_slip, p_named, 'That colleague');
  return p_named;
end
$$;

-- The table's step: a fill's chips are counted into the tray, a credit's slip is signed back.
create function pit_private.verify_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_verify_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_runner_id', p_runner_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(v_slip, 'only an issued one is verified');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');
  v_before := to_jsonb(v_slip);
  v_slip.runner_staff_id := pit_private.slip_runner(v_slip, p_runner_id);

  update pit.fill_credit_slip f
  set status = 'VERIFIED_AT_TABLE', verified_at = pit_private.next_slip_time(v_slip),
    verified_by_staff_id = p_actor.staff_id, runner_staff_id = v_slip.runner_staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- The slip goes into the table's drop box; where the box in place is known it is that one.
create function pit_private.deposit_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_box text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_box_in_place text;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_deposit_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_drop_box_id', v_box)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'VERIFIED_AT_TABLE' then
    perform pit_private.refuse_slip_step(v_slip, 'only a verified one is deposited');
  end if;
  select d.box_in_id into v_box_in_place from pit_private.standing_drop d
  where d.casino_id = p_actor.casino_id and d.gaming_table_id = v_slip.gaming_table_id
  order by d.removed_at desc, d.id desc
  limit 1;
  if v_box_in_place <> v_box then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table is %s.', v_box_in_place)
    );
  end if;

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'DEPOSITED_IN_DROPBOX', deposited_at = pit_private.next_slip_time(v_slip),
    deposited_by_staff_id = p_actor.staff_id, drop_box_id = v_box
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- objects/3_private/93_count_room.sql
-- How far the count of a box has come: its last round, who is in it, and the amount once two agree.
create function pit_private.count_round(p_casino_id uuid, p_drop_event_id uuid)
returns table (round int, entries int, amount_cents bigint, entered_by uuid[])
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(e.round), 1), count(*)::int,
    case when count(*) = 2 and min(e.amount_cents) = max(e.amount_cents) then min(e.amount_cents) end,
    coalesce(array_agg(e.entered_by_staff_id), '{}')
  from pit.drop_count_entry e
  where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
    and e.round = (
      select max(l.round) from pit.drop_count_entry l
      where l.casino_id = p_casino_id and l.drop_event_id = p_drop_event_id
    )
$$;

-- Whether this person entered the box's count since the transaction began. Until it ends they are
-- not told whether they found the same as the other: asked again and again and rolled back each
-- time, the answer would be the other's amount.
create function pit_private.has_just_entered(
  p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid
) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.drop_count_entry e
    where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = p_staff_id and e.entered_at >= transaction_timestamp()
  )
$$;

-- The standing drop whose box is counted, its table locked; released, it is counted no more.
create function pit_private.lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid)
returns pit.table_drop_event
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_drop pit.table_drop_event;
begin
  perform pit_private.lock_table(p_casino_id, d.gaming_table_id)
  from pit_private.standing_drop d where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  select * into v_drop from pit_private.standing_drop d
  where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such box to count.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_casino_id and n.drop_event_id = p_drop_event_id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  return v_drop;
end
$$;

-- objects/3_private/94_transactions.sql
-- What a transaction must be before anything is looked up.
create function pit_private.check_transaction(
  p_direction text, p_amount_cents bigint, p_tender text
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_direction is not null, 'direction');
  if p_direction not in ('in', 'out') then
    perform pit_private.fail('invalid_argument', 'Money goes in or out.');
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A transaction is above zero and no more than one entry may carry.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
end
$$;

-- What a correction must be before anything is looked up.
create function pit_private.check_correction(p_kind text, p_amount_cents bigint) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_kind is not null, 'kind of correction');
  if p_kind not in ('adjustment', 'reversal') then
    perform pit_private.fail('invalid_argument', 'A correction is an adjustment or a reversal.');
  end if;
  if p_kind = 'reversal' then
    if p_amount_cents is not null then
      perform pit_private.fail(
        'invalid_argument', 'A reversal takes back all that stands; it names no amount.'
      );
    end if;
    return;
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents = 0 or p_amount_cents not between -1000000000 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', 'An adjustment is not zero and no more than one entry may carry.'
    );
  end if;
end
$$;

-- A time money may have moved at: past, within the month, and of the slip where one is named.
create function pit_private.check_transaction_time(
  p_occurred_at timestamptz, p_slip_started_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  if p_occurred_at < p_slip_started_at then
    perform pit_private.fail('invalid_argument', 'That time is before the rating slip started.');
  end if;
end
$$;

-- What is left of a transaction with all its corrections.
create function pit_private.standing_transaction_cents(p_casino_id uuid, p_original_id uuid)
returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select sum(t.amount_cents)::bigint from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and (t.id = p_original_id or t.corrects_id = p_original_id)
$$;

create function pit_private.lock_visit(p_casino_id uuid, p_visit_id uuid) returns pit.visit
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_visit pit.visit;
begin
  select * into v_visit from pit.visit v
  where v.casino_id = p_casino_id and v.id = p_visit_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  return v_visit;
end
$$;

-- objects/3_private/95_buyins.sql
-- What a buy-in must be before anything is looked up.
create function pit_private.check_buyin(
  p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A buy-in is above zero and no more than one entry may carry.');
  end if;
  perform pit_private.demand_argument(p_kind is not null, 'kind of buy-in');
  if p_kind not in ('RATED_BUYIN', 'GRIND_BUYIN') then
    perform pit_private.fail('invalid_argument', 'A buy-in is rated or unrated.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
  if p_kind = 'RATED_BUYIN' and (p_visit_id is null or p_rating_slip_id is null) then
    perform pit_private.fail('invalid_linkage', 'A rated buy-in names its visit and its rating slip.');
  end if;
  if p_kind = 'GRIND_BUYIN' and (p_visit_id is not null or p_rating_slip_id is not null) then
    perform pit_private.fail('invalid_linkage', 'An unrated buy-in names neither visit nor slip.');
  end if;
end
$$;

-- Whether the table takes a buy-in now, or took it at the time that is given: not before the
-- running session opened, and not in the future. Times before a table's first session have a floor,
-- since a client cannot show a year before 1.
create function pit_private.check_table_takes_buyin(
  p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamptz, p_outside boolean
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  select * into v_session from pit_private.live_session(p_casino_id, p_table.id);
  if v_session.id is null then
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    if not p_outside then
      perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
    end if;
    if p_occurred_at <= (
      select s.closed_at from pit_private.last_closed_session(p_casino_id, p_table.id) s
    ) then
      perform pit_private.fail('invalid_argument', 'That time is before the table last closed.');
    end if;
    if p_occurred_at < clock_timestamp() - interval '31 days' then
      perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
    end if;
    return;
  end if;
  if pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  if p_occurred_at < v_session.opened_at then
    perform pit_private.fail('invalid_argument', 'That time is before the session opened.');
  end if;
end
$$;

-- Whether the table took a buy-in at a time past that was noted while the server was away: in the
-- session that ran then, unless that is final, or outside any. Later moves of the table's session do
-- not matter; an entry of a closed one counts as late in its rundown, one of a signed shift under its
-- sheet.
create function pit_private.check_table_took_buyin(
  p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamptz, p_outside boolean
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table.id, p_occurred_at);
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table.id
    and s.close_reason is distinct from 'cancelled'
    and s.opened_at <= p_occurred_at and (s.closed_at is null or p_occurred_at < s.closed_at);
  if v_session.id is null then
    if not p_outside then
      perform pit_private.fail(
        'no_live_session', format('%s had no running session at that time.', p_table.label)
      );
    end if;
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    return;
  end if;
  if v_session.closed_at is null and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
end
$$;

-- objects/3_private/97_alerts.sql
-- An instant as the part of an alert's key that tells one cause from the next.
create function pit_private.alert_instant(p_at timestamptz) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select to_char(p_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS.US"Z"')
$$;

-- What of these tables is an alert, or will be by the clock alone, in the gaming day and shift of
-- an instant: from begins_at on and as long as its cause. Nothing is stored, and its key names the
-- cause, so that an acknowledgement of one does not hide the next. Between two changes of a table
-- nothing else of its picture depends on the clock, so begins_at says when it is to be read again.
create function pit_private.alert_causes(
  p_casino_id uuid, p_table_ids uuid[], p_as_of timestamptz, p_gaming_day date,
  p_day_start timestamptz, p_shift_start timestamptz
) returns table (
  gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamptz,
  begins_at timestamptz, amount_cents bigint, acknowledged_at timestamptz,
  acknowledged_by_name text, note text
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_house pit.casino_settings;
  v_double interval;
begin
  select * into v_house from pit.casino_settings h where h.casino_id = p_casino_id;
  v_double := make_interval(secs => v_house.same_amount_seconds);

  return query
  with live as materialized (
    select s.*, pit_private.opening_count_due(s) as waits_for_opener,
      o.counted_at as opener_at, o.total_cents as opener_cents
    from pit.table_session s
    left join pit.table_inventory_snapshot o
      on o.casino_id = p_casino_id and o.id = s.opening_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.status <> 'CLOSED'
      and s.gaming_table_id = any (p_table_ids)
  ),
  ended as materialized (
    select (l.session).id, (l.session).gaming_table_id, (l.session).closed_at,
      (l.session).closing_inventory_snapshot_id,
      pit_private.play_ended_at(l.session) as play_ended_at
    from unnest(p_table_ids) asked (table_id)
    cross join lateral (
      select s as session from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = asked.table_id
        and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
      order by s.closed_at desc
      limit 1
    ) l
  ),
  -- The opening count to begin with: a table that waits for it has no play to count at a change.
  changed as (
    select l.gaming_table_id, b.kind, b.at
    from live l
    cross join lateral (
      values ('day_change_uncounted', p_day_start), ('change_count_missing', p_shift_start)
    ) b (kind, at)
    where not l.waits_for_opener and l.opened_at < b.at
      and (b.kind = 'day_change_uncounted' or b.at <> p_day_start)
      and not exists (
        select from pit_private.standing_count c
        where c.casino_id = p_casino_id and c.gaming_table_id = l.gaming_table_id
          and c.shift_boundary = b.at and (
            not v_house.count_signature or pit_private.signature_due(p_casino_id, c.id) is null
          )
      )
  ),
  -- Looked up table by table: joined, the planner may read the whole history instead.
  entry as (
    select b.*, l.opened_at, lag(b.created_at) over entered as before_at,
      lead(b.created_at) over entered as after_at
    from live l
    cross join lateral (
      select n.id, n.gaming_table_id, n.amount_cents, n.actor_id, n.created_at
      from pit.table_buyin_telemetry n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
        and n.created_at >= greatest(p_day_start, l.opened_at - v_double)
        and n.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      offset 0
    ) b
    where v_house.same_amount_seconds > 0
    window entered as (
      partition by b.gaming_table_id, b.amount_cents order by b.created_at, b.id
    )
  ),
  -- Few entries have the same amount so near; only of these is asked whether they still stand.
  stood as (
    select n.*, lag(n.actor_id) over entered as before_by,
      lag(n.created_at) over entered as stood_at
    from entry n
    where (n.created_at - n.before_at <= v_double or n.after_at - n.created_at <= v_double)
      and (
        select true from pit.table_buyin_telemetry r
        where r.casino_id = p_casino_id and r.reverses_id = n.id
      ) is null
    window entered as (
      partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
    )
  ),
  -- Somebody else's last entry is the one before this person's began to follow each other: with
  -- it carried along, thousands of one amount are looked at once each.
  followed as (
    select n.*, max(n.stood_at) filter (where n.before_by <> n.actor_id) over (
        partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
        rows unbounded preceding
      ) as other_at
    from stood n
  ),
  found as (
    select f.gaming_table_id, 'slip_late' as kind, f.id::text as cause, f.requested_at as since,
      f.requested_at + make_interval(secs => v_house.alert_slip_seconds) as begins_at,
      null::bigint as amount_cents
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = any (p_table_ids)
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
    union all
    select l.gaming_table_id, 'opener_differs', l.opening_inventory_snapshot_id || '/' || e.id,
      l.opener_at, '-infinity', l.opener_cents - e.total_cents
    from live l
    join pit.table_inventory_snapshot e
      on e.casino_id = p_casino_id and e.id = l.expected_inventory_snapshot_id
    where l.opener_cents <> e.total_cents
    union all
    select d.gaming_table_id, 'count_owed', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where d.closing_inventory_snapshot_id is null
      and not exists (select from live l where l.gaming_table_id = d.gaming_table_id)
    union all
    select c.gaming_table_id, c.kind, pit_private.alert_instant(c.at), c.at,
      c.at + make_interval(secs => v_house.alert_change_count_seconds), null
    from changed c
    union all
    select l.gaming_table_id, 'opening_count_late', l.id::text, l.opened_at,
      l.opened_at + make_interval(secs => v_house.alert_opening_count_seconds), null
    from live l
    where l.waits_for_opener
    union all
    select l.gaming_table_id, 'rundown_long', pit_private.alert_instant(l.rundown_started_at),
      l.rundown_started_at,
      l.rundown_started_at + make_interval(secs => v_house.alert_rundown_seconds), null
    from live l
    where l.status = 'RUNDOWN'
    union all
    select d.gaming_table_id, 'box_not_recorded', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where (
      select true from pit_private.standing_drop n
      where n.casino_id = p_casino_id and n.gaming_table_id = d.gaming_table_id
        and n.removed_at >= d.play_ended_at
      limit 1
    ) is null
    union all
    select l.gaming_table_id, 'no_entry', pit_private.alert_instant(q.quiet_since),
      q.quiet_since,
      q.quiet_since + make_interval(secs => v_house.alert_no_entry_seconds), null
    from live l
    cross join lateral (
      select greatest(
        l.opened_at, l.opener_at,
        (
          select max(b.created_at) from pit.table_buyin_telemetry b
          where b.casino_id = p_casino_id and b.gaming_table_id = l.gaming_table_id
        )
      ) as quiet_since
    ) q
    where v_house.alert_no_entry_seconds > 0 and l.status = 'ACTIVE'
    union all
    select l.gaming_table_id, 'need_high', c.id::text, c.counted_at, '-infinity',
      t.par_cents - c.total_cents
    from live l
    join pit_private.terms_in_force(p_casino_id, p_table_ids, p_gaming_day) t
      on t.gaming_table_id = l.gaming_table_id
    cross join lateral (
      select n.id, n.counted_at, n.total_cents from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
      order by n.counted_at desc, n.id desc
      limit 1
    ) c
    where v_house.alert_need_cents > 0 and t.par_cents - c.total_cents > v_house.alert_need_cents
    union all
    select b.gaming_table_id, 'possible_double', b.id::text, b.created_at, '-infinity',
      b.amount_cents
    from followed b
    where b.created_at - b.other_at <= v_double and b.created_at >= b.opened_at
  ),
  keyed as (
    select f.*, f.kind || ':' || f.gaming_table_id || ':' || f.cause as alert_key,
      case
        when f.kind in ('no_entry', 'need_high', 'possible_double') then 'attention'
        else 'custody'
      end as alert_class
    from found f
  )
  select k.gaming_table_id, k.alert_key, k.kind, k.alert_class, k.since, k.begins_at,
    k.amount_cents, a.acknowledged_at, p.name::text, a.note::text
  from keyed k
  left join pit.alert_acknowledgement a
    on a.casino_id = p_casino_id and a.alert_key = k.alert_key
  left join pit.staff p on p.casino_id = p_casino_id and p.id = a.acknowledged_by_staff_id;
end
$$;

-- objects/3_private/97_alerts_listed.sql
-- Every alert of these tables at an instant.
create function pit_private.table_alerts(
  p_casino_id uuid, p_table_ids uuid[], p_as_of timestamptz
) returns table (
  gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamptz,
  acknowledged_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.gaming_table_id, c.alert_key, c.kind, c.alert_class, c.since, c.acknowledged_at
  from (select pit_private.gaming_day_of(p_casino_id, p_as_of) as day) d
  cross join lateral pit_private.alert_causes(
    p_casino_id, p_table_ids, p_as_of, d.day,
    pit_private.gaming_day_started_at(p_casino_id, d.day),
    (select h.started_at from pit_private.shift_at(p_casino_id, p_as_of) h)
  ) c
  where c.begins_at <= p_as_of
$$;

-- The same as one list per table, custody first and the oldest first, and when the next of them
-- begins, for the board: without amounts and notes for whoever may not see figures, and without
-- names and notes for a display.
create function pit_private.board_alerts(
  p_casino_id uuid, p_table_ids uuid[], p_as_of timestamptz, p_gaming_day date,
  p_day_start timestamptz, p_shift_start timestamptz, p_sees_figures boolean, p_sees_names boolean
) returns table (gaming_table_id uuid, alerts json, next_alert_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select a.gaming_table_id, json_agg(
    json_build_object(
      'key', a.alert_key, 'kind', a.kind, 'alert_class', a.alert_class, 'since', a.since,
      'amount_cents', case when p_sees_figures then a.amount_cents end,
      'acknowledged_at', a.acknowledged_at,
      'acknowledged_by_name', case when p_sees_names then a.acknowledged_by_name end,
      'note', case when p_sees_figures and p_sees_names then a.note end
    )
    order by a.alert_class = 'attention', a.since, a.alert_key
  ) filter (where a.begins_at <= p_as_of),
  min(a.begins_at) filter (where a.begins_at > p_as_of)
  from pit_private.alert_causes(
    p_casino_id, p_table_ids, p_as_of, p_gaming_day, p_day_start, p_shift_start
  ) a
  group by a.gaming_table_id
$$;

-- The shift or day change a table was last counted for, by a count that stands.
create function pit_private.change_counted_for(p_casino_id uuid, p_table_ids uuid[])
returns table (gaming_table_id uuid, counted_for timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select asked.table_id, c.shift_boundary
  from unnest(p_table_ids) asked (table_id)
  cross join lateral (
    select n.shift_boundary from pit_private.standing_count n
    where n.casino_id = p_casino_id and n.gaming_table_id = asked.table_id
      and n.shift_boundary is not null
      and pit_private.signature_due(p_casino_id, n.id) is null
    order by n.shift_boundary desc
    limit 1
  ) c
$$;

-- objects/3_private/97_bridge.sql
-- What is left of a telemetry entry with its adjustments; a reversal is not among them.
create function pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select sum(b.amount_cents)::bigint from pit.table_buyin_telemetry b
  where b.casino_id = p_casino_id and (b.id = p_entry_id or b.adjusts_id = p_entry_id)
$$;

-- An entry that came over the bridge; no caller's key begins so.
create function pit_private.is_from_finance(p_key text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select p_key like 'pft:%'
$$;

-- Refuses a correction by the pit of what a finalised session was made of.
create function pit_private.check_not_final(
  p_casino_id uuid, p_table_id uuid, p_occurred_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_rundown r
    join pit.table_session s on s.casino_id = r.casino_id and s.id = r.table_session_id
    where r.casino_id = p_casino_id and r.gaming_table_id = p_table_id
      and r.finalized_at is not null
      and p_occurred_at >= s.opened_at and p_occurred_at < s.closed_at
  ) then
    perform pit_private.fail('already_final', 'The session of that entry is final.');
  end if;
end
$$;

-- Computes again what the sessions came to that an entry of this time belongs to or precedes.
create function pit_private.refresh_closed_sessions(
  p_casino_id uuid, p_table_id uuid, p_occurred_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.closed_at >= p_occurred_at
  ) then
    perform pit_private.refresh_rundowns(p_casino_id, p_table_id, p_occurred_at);
  end if;
end
$$;

-- One row of telemetry for one transaction, under its id and at its original's time; NULL where it is
-- there already.
create function pit_private.insert_bridged(
  p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry,
  p_amount_cents bigint
) returns pit.table_buyin_telemetry
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, adjusts_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    p_transaction.id, p_transaction.casino_id, p_transaction.gaming_table_id, p_amount_cents,
    case p_transaction.transaction_kind
      when 'original' then 'RATED_BUYIN' when 'adjustment' then 'ADJUSTMENT' else 'REVERSAL'
    end,
    coalesce(p_entry.tender_type, p_transaction.tender_type), p_transaction.visit_id,
    p_transaction.rating_slip_id,
    case p_transaction.transaction_kind when 'reversal' then p_entry.id end,
    case p_transaction.transaction_kind when 'adjustment' then p_entry.id end,
    coalesce(p_entry.occurred_at, p_transaction.occurred_at), p_transaction.actor_id,
    p_transaction.note, 'pft:' || p_transaction.id
  ) on conflict (casino_id, idempotency_key) do nothing
  returning *
$$;

-- Brings what the telemetry lacks of a player's buy-in and its corrections, in their order, and
-- says how many rows that were. Nothing follows an entry that was reversed, by whomever. The pit
-- takes the same table lock, so that a reversal there meets every correction or none.
create function pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_original pit.player_financial_transaction;
  v_correction pit.player_financial_transaction;
  v_entry pit.table_buyin_telemetry;
  v_bridged pit.table_buyin_telemetry;
  v_amount_cents bigint;
  v_inserted int := 0;
begin
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and t.id = p_original_id and t.transaction_kind = 'original'
    and t.direction = 'in' and t.rating_slip_id is not null;
  if not found then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, v_original.gaming_table_id);
  v_entry := pit_private.insert_bridged(v_original, null, v_original.amount_cents);
  if v_entry.id is not null then
    v_inserted := 1;
  else
    select * into strict v_entry from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || p_original_id;
    if exists (
      select from pit.table_buyin_telemetry r
      where r.casino_id = p_casino_id and r.reverses_id = v_entry.id
    ) then
      return 0;
    end if;
  end if;

  for v_correction in
    select t.* from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.corrects_id = p_original_id
    order by (t.transaction_kind = 'reversal'), t.created_at, t.id
  loop
    v_amount_cents := case v_correction.transaction_kind
      when 'adjustment' then v_correction.amount_cents
      else -pit_private.standing_entry_cents(p_casino_id, v_entry.id)
    end;
    -- Nothing is taken back of what was adjusted away.
    continue when v_amount_cents = 0;
    v_bridged := pit_private.insert_bridged(v_correction, v_entry, v_amount_cents);
    v_inserted := v_inserted + (v_bridged.id is not null)::int;
  end loop;
  return v_inserted;
end
$$;

-- Finance is never held up by the pit: what fails here is told to the server's log, without
-- amounts, and the backfill brings it later.
create function pit_private.bridge_transaction() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_inserted int;
begin
  begin
    v_inserted := pit_private.bridge_buyin(new.casino_id, coalesce(new.corrects_id, new.id));
  exception when others then
    raise log 'transaction % did not reach the telemetry: %', new.id, sqlstate;
    return null;
  end;
  if v_inserted > 0 then
    begin
      perform pit_private.refresh_closed_sessions(
        new.casino_id, new.gaming_table_id, new.occurred_at
      );
    exception when others then
      raise log 'the rundowns after transaction % were not computed: %', new.id, sqlstate;
    end;
  end if;
  return null;
end
$$;

create trigger player_financial_transaction_bridge
  after insert on pit.player_financial_transaction
  for each row execute function pit_private.bridge_transaction();

-- objects/3_private/97_figures.sql
-- Where a table's window begins or ends: at the count that stands for that change of shift or day,
-- which still belongs to the window it ends, else at the change itself.
create function pit_private.window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamptz)
returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(c.counted_at) + interval '1 microsecond', p_at)
  from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
    and c.shift_boundary = p_at
    and pit_private.signature_due(p_casino_id, c.id) is null
$$;

-- What tables did in windows [start, end), one asked row per (table, window), or of one session of
-- the table where one is named.
--
-- A win is known only between two counts: the counts of one session, in time order, cut it into
-- segments, and a segment belongs to the window its later count falls in. A count that stands for
-- a shift or day change moves that table's edge to its own time, and what happened up to it belongs
-- to the window it ends. A session without an opening count begins at the previous closer, else at
-- its earliest count. Entries, fills and credits of the segments are all between the first and the
-- last of its counts; a segment in which nothing was logged has a tray result and no estimated win.
create function pit_private.table_figures(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[], p_ends timestamptz[],
  p_session_ids uuid[] default null
) returns table (
  gaming_table_id uuid,
  session_id uuid,
  window_start timestamptz,
  window_end timestamptz,
  edge_start timestamptz,
  edge_end timestamptz,
  rated_cents bigint,
  unrated_cents bigint,
  est_drop_cents bigint,
  coverage text,
  fills_cents bigint,
  credits_cents bigint,
  tray_cents bigint,
  est_win_cents bigint,
  win_from timestamptz,
  win_to timestamptz,
  opening_count_id uuid,
  opening_cents bigint,
  closing_count_id uuid,
  closing_cents bigint,
  since_count_buyins_cents bigint,
  since_count_fills_cents bigint,
  since_count_credits_cents bigint,
  outside_session_cents bigint,
  opening_session_id uuid
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with house as (
    select s.box_tenders, s.count_signature from pit.casino_settings s
    where s.casino_id = p_casino_id
  ),
  -- The edges are half-open; the count that moves one still belongs to the window it ends.
  asked as (
    select a.*,
      coalesce(counted.start_at + interval '1 microsecond', a.window_start) as edge_start,
      coalesce(counted.end_at + interval '1 microsecond', a.window_end) as edge_end,
      coalesce(s.opened_at, '-infinity') as opened_at,
      -- Nothing was recorded in a cancelled session; what came later for its time is outside.
      case s.close_reason
        when 'cancelled' then s.opened_at else coalesce(s.closed_at, 'infinity')
      end as closed_at
    from unnest(p_table_ids, p_starts, p_ends, p_session_ids)
      with ordinality as a (gaming_table_id, window_start, window_end, session_id, place)
    cross join house h
    left join pit.table_session s on s.casino_id = p_casino_id and s.id = a.session_id
    cross join lateral (
      select max(c.counted_at) filter (where c.shift_boundary = a.window_start) as start_at,
        max(c.counted_at) filter (where c.shift_boundary = a.window_end) as end_at
      from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = a.gaming_table_id
        and c.shift_boundary in (a.window_start, a.window_end)
        and (not h.count_signature or pit_private.signature_due(p_casino_id, c.id) is null)
    ) counted
  ),
  -- Chosen before their predecessors are looked up: else the planner does that for every count.
  later as materialized (
    select a.place, a.gaming_table_id, c.table_session_id, c.id, c.counted_at, c.total_cents
    from asked a
    cross join lateral (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = a.gaming_table_id
        and n.counted_at >= a.edge_start and n.counted_at < a.edge_end
        and a.session_id is null
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.table_session_id = a.session_id
        and n.counted_at < a.edge_end and n.counted_at >= a.edge_start
    ) c
    where c.snapshot_type <> 'open'
  ),
  -- What the first segment of a session begins with: its opener, else the previous closer. It is
  -- made beforehand, because row security keeps a comparison with a COALESCE from the index.
  begun as materialized (
    select later.*,
      coalesce(s.opening_inventory_snapshot_id, s.expected_inventory_snapshot_id) as begun_with_id
    from later
    join pit.table_session s on s.casino_id = p_casino_id and s.id = later.table_session_id
  ),
  segment as (
    select later.place, later.gaming_table_id, later.table_session_id,
      later.id as later_id, later.counted_at as later_at, later.total_cents as later_cents,
      earlier.id as earlier_id, earlier.counted_at as earlier_at,
      earlier.total_cents as earlier_cents
    from begun later
    -- The newest earlier count of the session or what it began with; none for a session's earliest
    -- known count. Asked one by one: with an OR, each answer is made of three indexes' bitmaps.
    cross join lateral (
      select c.id, c.counted_at, c.total_cents
      from (
        (
          select n.id, n.counted_at, n.total_cents
          from pit_private.standing_count n
          where n.casino_id = p_casino_id and n.table_session_id = later.table_session_id
            and n.snapshot_type <> 'open'
            and (n.counted_at, n.id) < (later.counted_at, later.id)
          order by n.counted_at desc, n.id desc
          limit 1
        )
        union all
        select n.id, n.counted_at, n.total_cents
        from pit_private.standing_count n
        where n.casino_id = p_casino_id and n.id = later.begun_with_id
          and (n.counted_at, n.id) < (later.counted_at, later.id)
      ) c
      order by c.counted_at desc, c.id desc
      limit 1
    ) earlier
  ),
  run as (
    select g.place, g.gaming_table_id, g.table_session_id,
      min(g.earlier_at) as run_from, max(g.later_at) as run_to,
      sum(g.later_cents - g.earlier_cents) as chips_cents,
      (array_agg(g.earlier_id order by g.earlier_at, g.later_at))[1] as opening_count_id,
      (array_agg(g.earlier_cents order by g.earlier_at, g.later_at))[1] as opening_cents,
      (array_agg(g.later_id order by g.later_at desc, g.later_id desc))[1] as closing_count_id,
      (array_agg(g.later_cents order by g.later_at desc, g.later_id desc))[1] as closing_cents
    from segment g
    group by g.place, g.gaming_table_id, g.table_session_id
  ),
  run_result as (
    select r.*, d.entries, d.drop_cents,
      r.chips_cents - f.fills_cents + f.credits_cents as tray_cents
    from run r
    cross join house h
    cross join lateral (
      select count(*) as entries,
        coalesce(sum(b.amount_cents) filter (where b.tender_type = any (h.box_tenders)), 0)
          as drop_cents
      from pit.table_buyin_telemetry b
      where b.casino_id = p_casino_id and b.gaming_table_id = r.gaming_table_id
        and b.occurred_at > r.run_from and b.occurred_at <= r.run_to
    ) d
    cross join lateral (
      select coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
        coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
      from pit.fill_credit_slip s
      where s.casino_id = p_casino_id and s.gaming_table_id = r.gaming_table_id
        and s.effective_at > r.run_from and s.effective_at <= r.run_to
    ) f
  ),
  result as (
    select r.place,
      (array_agg(r.table_session_id order by r.run_from, r.run_to))[1] as opening_session_id,
      sum(r.tray_cents)::bigint as tray_cents,
      case when bool_and(r.entries > 0) then sum(r.tray_cents + r.drop_cents)::bigint end
        as est_win_cents,
      min(r.run_from) as win_from, max(r.run_to) as win_to,
      (array_agg(r.opening_count_id order by r.run_from, r.run_to))[1] as opening_count_id,
      (array_agg(r.opening_cents order by r.run_from, r.run_to))[1] as opening_cents,
      (array_agg(r.closing_count_id order by r.run_to desc))[1] as closing_count_id,
      (array_agg(r.closing_cents order by r.run_to desc))[1] as closing_cents
    from run_result r
    group by r.place
  )
  select a.gaming_table_id, a.session_id, a.window_start, a.window_end, a.edge_start, a.edge_end,
    case when e.entries > e.unrated_entries then e.rated_cents end,
    case when e.unrated_entries > 0 then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    case
      when e.unrated_entries > 0 then 'GOOD_COVERAGE'
      when e.entries > 0 then 'LOW_COVERAGE'
      else 'NONE'
    end,
    f.fills_cents, f.credits_cents,
    w.tray_cents, w.est_win_cents, w.win_from, w.win_to,
    w.opening_count_id, w.opening_cents, w.closing_count_id, w.closing_cents,
    case when e.entries > 0 then e.since_count_cents end,
    f.since_count_fills_cents, f.since_count_credits_cents,
    e.outside_cents, w.opening_session_id
  from asked a
  cross join house h
  left join result w on w.place = a.place
  -- When the table was in play, looked up once and not for every entry; of a session it is known.
  -- The bound is that of ran_since, which would ask for each table who is calling.
  cross join lateral (
    select least(
      (
        select r.opened_at from pit.table_session r
        where a.session_id is null
          and r.casino_id = p_casino_id and r.gaming_table_id = a.gaming_table_id
          and r.opened_at < a.edge_start and r.close_reason is distinct from 'cancelled'
        order by r.opened_at desc
        limit 1
      ),
      a.edge_start - interval '1 day'
    ) as since
  ) ran
  cross join lateral (
    select range_agg(tstzrange(s.opened_at, s.closed_at)) as played
    from pit.table_session s
    where a.session_id is null
      and s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.opened_at >= ran.since
      and s.opened_at < a.edge_end
      and (s.closed_at is null or s.closed_at > a.edge_start)
      and s.close_reason is distinct from 'cancelled'
  ) p
  cross join lateral (
    select count(*) as entries,
      count(*) filter (where b.rating_slip_id is null) as unrated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders)
          and b.occurred_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_cents,
      sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders) and a.session_id is null
          and not coalesce(p.played @> b.occurred_at, false)
      )::bigint as outside_cents
    from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.gaming_table_id = a.gaming_table_id
      and b.occurred_at >= greatest(a.edge_start, a.opened_at)
      and b.occurred_at < least(a.edge_end, a.closed_at)
  ) e
  cross join lateral (
    select
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'fill' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_fills_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'credit' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.effective_at >= greatest(a.edge_start, a.opened_at)
      and s.effective_at < least(a.edge_end, a.closed_at)
  ) f
$$;

-- objects/3_private/98_counted_wins.sql
-- When the play of a session stopped filling its box: its closing count, the drop that closed it,
-- or its close, whichever came first; a live one has not stopped.
create function pit_private.play_ended_at(p_session pit.table_session) returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_counted_at timestamptz;
  v_removed_at timestamptz;
begin
  if p_session.closed_at is null then
    return 'infinity';
  end if;
  if p_session.closing_inventory_snapshot_id is not null then
    select c.counted_at into v_counted_at from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.id = p_session.closing_inventory_snapshot_id;
  end if;
  if p_session.drop_event_id is not null then
    select d.removed_at into v_removed_at from pit.table_drop_event d
    where d.casino_id = p_session.casino_id and d.id = p_session.drop_event_id;
  end if;
  return least(v_counted_at, v_removed_at, p_session.closed_at);
end
$$;

-- Whether no session was in play when a box left the table: only there a drop period ends together
-- with the sessions it served.
create function pit_private.is_clean_removal(p_drop pit.table_drop_event) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  -- A variable: row security would keep a comparison with the function itself from the index.
  v_ran_since constant timestamptz := pit_private.ran_since(
    p_drop.casino_id, p_drop.gaming_table_id, p_drop.removed_at
  );
begin
  return not exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= v_ran_since and s.opened_at < p_drop.removed_at
      and (s.closed_at is null or s.closed_at > p_drop.removed_at)
      and pit_private.play_ended_at(s) > p_drop.removed_at
  ) and not exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  );
end
$$;

-- Whether a released count may be told: not in the transaction that releases it, which could look at
-- the amount and take the release back.
create function pit_private.is_told(p_released_in xid8) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_released_in is distinct from pg_current_xact_id_if_assigned()
$$;

-- Counted wins of tables in windows: win = closer + credits + counted drop - opener - fills over
-- whole drop periods. Sessions and boxes that overlap are one block, which counts in the window its
-- last session ended in; a block with an unreleased box, a missing count or no removal after it is
-- not known, and then nor is the window's. `sessions` are the blocks', also those of other windows.
-- What this transaction releases is known to what is only kept, and to nothing it shows.
create function pit_private.counted_wins(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[], p_ends timestamptz[],
  p_is_kept boolean default false
) returns table (
  gaming_table_id uuid, window_start timestamptz, sessions int, counted_drop_cents bigint,
  counted_win_cents bigint, counted_from timestamptz, counted_to timestamptz, sessions_in_window int
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with asked as (
    select a.*, pit_private.ran_since(p_casino_id, a.gaming_table_id, a.window_start) as ran_since
    from unnest(p_table_ids, p_starts, p_ends)
      with ordinality as a (gaming_table_id, window_start, window_end, place)
  ),
  -- Materialized, because the block's end is used twice and would be looked up each time.
  ended as materialized (
    select a.place, a.gaming_table_id, a.window_start, a.window_end,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at < e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at desc
        limit 1
      ) as block_after,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at >= e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at
        limit 1
      ) as block_until
    from asked a
    -- Table by table: joined, the planner may read the whole history instead.
    cross join lateral (
      select pit_private.play_ended_at(s) as ended_at from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
        and s.close_reason in ('counted', 'drop_only')
        and s.closed_at >= a.window_start
        and s.opened_at >= a.ran_since and s.opened_at < a.window_end
      offset 0
    ) e
    where e.ended_at >= a.window_start and e.ended_at < a.window_end
  ),
  -- Of a block whose box is still at the table it matters only whether play went on after the
  -- window: what ended before the window is left unread.
  block as materialized (
    select e.place, e.gaming_table_id, coalesce(e.block_after, '-infinity') as block_after,
      coalesce(e.block_until, 'infinity') as block_until, e.window_start, e.window_end,
      pit_private.ran_since(
        p_casino_id, e.gaming_table_id,
        case
          when e.block_until is null then e.window_start else coalesce(e.block_after, '-infinity')
        end
      ) as ran_since
    from ended e
    group by 1, 2, 3, 4, 5, 6, e.block_until
  ),
  member as (
    select b.place, b.gaming_table_id, b.block_after, b.block_until, b.window_start, b.window_end,
      s.id,
      s.opened_at, n.ended_at,
      s.closing_inventory_snapshot_id is not null
        and (
          s.opening_inventory_snapshot_id is not null
          or s.expected_inventory_snapshot_id is not null
        ) as is_counted
    from block b
    join pit.table_session s
      on s.casino_id = p_casino_id and s.gaming_table_id = b.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= b.ran_since and s.opened_at <= b.block_until
      and (s.closed_at is null or s.closed_at > b.block_after)
    cross join lateral (select pit_private.play_ended_at(s) as ended_at offset 0) n
    where n.ended_at > b.block_after and n.ended_at <= b.block_until
  ),
  -- All of them in one call; a block whose box is still at the table is not known.
  tray as (
    select f.session_id, f.tray_cents
    from (
      select array_agg(m.gaming_table_id) as tables, array_agg(m.id) as sessions,
        count(*)::int as sessions_count
      from (
        select distinct m.gaming_table_id, m.id from member m where isfinite(m.block_until)
      ) m
    ) e
    cross join lateral pit_private.table_figures(
      p_casino_id, e.tables, array_fill('-infinity'::timestamptz, array[e.sessions_count]),
      array_fill('infinity'::timestamptz, array[e.sessions_count]), e.sessions
    ) f
  ),
  played as (
    select m.place, m.gaming_table_id, m.block_after, m.block_until,
      count(*)::int as sessions, bool_and(m.is_counted and t.tray_cents is not null) as is_counted,
      count(*) filter (
        where m.opened_at < m.window_end and m.ended_at >= m.window_start
      )::int as sessions_in_window,
      sum(t.tray_cents)::bigint as tray_cents, min(m.opened_at) as counted_from,
      max(m.ended_at) as counted_to
    from member m
    left join tray t on t.session_id = m.id
    group by m.place, m.gaming_table_id, m.block_after, m.block_until, m.window_end
    having max(m.ended_at) < m.window_end
  ),
  known as (
    select p.*, d.drop_cents,
      p.is_counted and isfinite(p.block_until) and d.boxes > 0 and d.boxes = d.released as is_known
    from played p
    cross join lateral (
      select count(*) as boxes, count(c.id) as released,
        coalesce(sum(c.amount_cents), 0)::bigint as drop_cents
      from pit_private.standing_drop d
      left join pit.drop_count c
        on c.casino_id = d.casino_id and c.drop_event_id = d.id
        and (p_is_kept or pit_private.is_told(c.released_in))
      where d.casino_id = p_casino_id and d.gaming_table_id = p.gaming_table_id
        and d.removed_at > p.block_after and d.removed_at <= p.block_until
    ) d
  )
  select a.gaming_table_id, a.window_start, coalesce(sum(k.sessions), 0)::int,
    case when bool_and(k.is_known) then sum(k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then sum(k.tray_cents + k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then min(k.counted_from) end,
    case when bool_and(k.is_known) then max(k.counted_to) end,
    coalesce(sum(k.sessions_in_window), 0)::int
  from asked a
  left join known k on k.place = a.place
  group by a.place, a.gaming_table_id, a.window_start
$$;

-- objects/3_private/98_finality.sql
-- When the box that took the last of a session's play left the table; NULL while it has not.
create function pit_private.box_left_at(p_session pit.table_session) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select min(d.removed_at) from pit_private.standing_drop d
  where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
    and d.removed_at >= pit_private.play_ended_at(p_session)
$$;

-- Whether this person opened, closed, counted, witnessed, logged, moved chips or corrected anything
-- in a session, or took out its boxes or entered what they held, also after its close.
create function pit_private.acted_in_session(p_session pit.table_session, p_staff_id uuid)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.table_session_event e
    where e.casino_id = p_session.casino_id and e.table_session_id = p_session.id
      and e.actor_id = p_staff_id
  ) or exists (
    select from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
      and (
        c.table_session_id = p_session.id
        or c.id in (
          p_session.expected_inventory_snapshot_id, p_session.opening_inventory_snapshot_id,
          p_session.closing_inventory_snapshot_id
        )
      )
      and p_staff_id in (c.recorded_by_staff_id, c.counted_with_staff_id)
  ) or exists (
    select from pit.table_drop_event d
    left join pit.drop_count_entry n on n.casino_id = d.casino_id and n.drop_event_id = d.id
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= coalesce(pit_private.box_left_at(p_session), 'infinity')
      and p_staff_id in (d.removed_by_staff_id, d.witnessed_by_staff_id, n.entered_by_staff_id)
  ) or exists (
    select from pit.fill_credit_slip s
    where s.casino_id = p_session.casino_id and s.table_session_id = p_session.id
      and p_staff_id in (
        s.requested_by_staff_id, s.issued_by_staff_id, s.runner_staff_id, s.verified_by_staff_id,
        s.deposited_by_staff_id, s.voided_by_staff_id, s.void_witnessed_by_staff_id,
        s.withdrawn_by_staff_id
      )
  ) or exists (
    select from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
      and b.occurred_at < coalesce(p_session.closed_at, 'infinity')
      and b.actor_id = p_staff_id
  ) or exists (
    select from pit.late_entry l
    where l.casino_id = p_session.casino_id and l.gaming_table_id = p_session.gaming_table_id
      and l.occurred_at >= p_session.opened_at
      and l.occurred_at <= coalesce(p_session.closed_at, 'infinity')
      and l.entered_by_staff_id = p_staff_id
  ) or exists (
    select from pit.custody_void v
    where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
      and v.voided_at >= p_session.opened_at
      and p_staff_id in (v.voided_by_staff_id, v.witnessed_by_staff_id)
  )
$$;

-- Whether every box the session's play went into has left the table and its count is released, by a
-- transaction before this one.
create function pit_private.boxes_are_released(p_session pit.table_session) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select pit_private.box_left_at(p_session) is not null and not exists (
    select from pit_private.standing_drop d
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= pit_private.box_left_at(p_session)
      and not exists (
        select from pit.drop_count c
        where c.casino_id = d.casino_id and c.drop_event_id = d.id
          and pit_private.is_told(c.released_in)
      )
  )
$$;

-- objects/3_private/98_late_events.sql
-- How much was recorded for a closed session after its close was: a close from paper took in what was
-- entered from paper before it.
create function pit_private.late_events(p_session pit.table_session) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with closed (recorded_at) as (
    select coalesce(max(l.entered_at), p_session.closed_at)
    from pit.late_entry l
    join pit.table_session_event e on e.casino_id = l.casino_id and e.id = l.record_id
    where l.casino_id = p_session.casino_id and l.record_kind = 'close'
      and e.table_session_id = p_session.id
  )
  select (
    (
      select count(*) from pit.table_buyin_telemetry b
      where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
        and b.occurred_at >= p_session.opened_at and b.occurred_at < p_session.closed_at
        and b.created_at > d.recorded_at
    ) + (
      select count(*) from pit.table_inventory_snapshot c
      where c.casino_id = p_session.casino_id and c.table_session_id = p_session.id
        and c.created_at > d.recorded_at
    ) + (
      select count(*) from pit.custody_void v
      left join pit.table_inventory_snapshot c
        on c.casino_id = v.casino_id and c.id = v.inventory_snapshot_id
      left join pit.table_drop_event o on o.casino_id = v.casino_id and o.id = v.drop_event_id
      where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
        and coalesce(c.table_session_id, o.table_session_id) = p_session.id
        and v.voided_at > d.recorded_at
    ) + (
      select count(*) from pit.fill_credit_slip f
      where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
        and f.updated_at > d.recorded_at
    )
  )::int
  from closed d
$$;

-- objects/3_private/98_metrics.sql
-- One table in one window, as the RPCs, the sign-off sheet and the reports tell it.
create type pit.table_metrics as (
  table_id uuid,
  table_label text,
  pit_id uuid,
  window_start timestamptz,
  window_end timestamptz,
  opening_snapshot_id uuid,
  opening_snapshot_at timestamptz,
  opening_bankroll_total_cents bigint,
  closing_snapshot_id uuid,
  closing_snapshot_at timestamptz,
  closing_bankroll_total_cents bigint,
  fills_total_cents bigint,
  credits_total_cents bigint,
  drop_custody_present boolean,
  estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint,
  estimated_drop_buyins_cents bigint,
  telemetry_quality text,
  telemetry_notes text,
  win_loss_inventory_cents bigint,
  win_loss_estimated_cents bigint,
  metric_grade text,
  missing_opening_snapshot boolean,
  missing_closing_snapshot boolean,
  opening_source text,
  coverage_type text,
  win_from timestamptz,
  win_to timestamptz,
  since_count_buyins_cents bigint,
  since_count_fills_cents bigint,
  since_count_credits_cents bigint,
  discrepancy_cents bigint,
  outside_session_cents bigint,
  counted_drop_cents bigint,
  counted_win_cents bigint,
  counted_from timestamptz,
  counted_to timestamptz,
  hold_percent numeric,
  sessions int,
  id uuid
);

-- The opening count of a session, or what stands for it, with its source: the opener, the previous
-- closer, the session's earliest count, the par of its gaming day (marked, in no sum), none.
create function pit_private.first_count(p_session pit.table_session)
returns table (id uuid, counted_at timestamptz, total_cents bigint, source text)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.counted_at,
    case
      when c.id is null and p_session.id is not null then pit_private.par_of(p_session)
      else c.total_cents
    end,
    case
      when p_session.id is null then 'none'
      when c.id is null and pit_private.par_of(p_session) is not null then 'par'
      when c.id is null then 'none'
      when c.id = p_session.opening_inventory_snapshot_id then 'opening_count'
      when c.id = p_session.expected_inventory_snapshot_id then 'prior_count'
      else 'earliest_in_window'
    end
  from (select) as one
  left join lateral (
    select c.id, c.counted_at, c.total_cents
    from (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.id in (
        p_session.opening_inventory_snapshot_id, p_session.expected_inventory_snapshot_id
      )
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.table_session_id = p_session.id
        and n.snapshot_type <> 'open'
    ) c
    order by c.id = p_session.opening_inventory_snapshot_id desc nulls last,
      c.id = p_session.expected_inventory_snapshot_id desc nulls last, c.counted_at
    limit 1
  ) c on true
$$;

create function pit_private.coverage_words(p_coverage text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case p_coverage
    when 'GOOD_COVERAGE' then 'rated + unrated'
    when 'LOW_COVERAGE' then 'rated only (at least)'
    else 'nothing logged'
  end
$$;

-- Opener minus previous closer of the sessions a table opened in a window; NULL where none had both.
-- A cancelled session is skipped: the next one is held against the same closer.
create function pit_private.discrepancy_cents(
  p_casino_id uuid, p_table_id uuid, p_start timestamptz, p_end timestamptz
) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select sum(o.total_cents - e.total_cents)::bigint
    from pit.table_session s
    join pit.table_inventory_snapshot o
      on o.casino_id = s.casino_id and o.id = s.opening_inventory_snapshot_id
    join pit.table_inventory_snapshot e
      on e.casino_id = s.casino_id and e.id = s.expected_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= p_start and s.opened_at < p_end
  );
end
$$;

-- Every table that was on the floor in a window, one row each, in pit order: also without a
-- session, and also if it went off the floor since.
create function pit_private.table_metrics(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz
) returns setof pit.table_metrics
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  v_tables constant uuid[] := array(
    select t.id from pit.gaming_table t
    where t.casino_id = p_casino_id and (
      t.status = 'active'
      -- Asked table by table: as an EXISTS either may be hashed, which reads the whole history.
      or coalesce((
        select true from pit.table_session s
        where s.casino_id = p_casino_id and s.gaming_table_id = t.id
          and s.opened_at < p_end and (s.closed_at is null or s.closed_at >= p_start)
        limit 1
      ), false)
      or coalesce((
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.gaming_table_id = t.id
          and b.occurred_at >= p_start and b.occurred_at < p_end
        limit 1
      ), false)
    )
  );
  v_count constant int := cardinality(v_tables);
begin
  return query
  -- Each function is called once for all tables, whatever order the planner prefers.
  with figures as materialized (
    select f.*, pit_private.ran_since(p_casino_id, f.gaming_table_id, f.edge_start) as ran_since
    from pit_private.table_figures(
      p_casino_id, v_tables, array_fill(p_start, array[v_count]), array_fill(p_end, array[v_count])
    ) f
  ),
  edges as (
    select array_agg(f.gaming_table_id order by f.gaming_table_id) as tables,
      array_agg(f.edge_start order by f.gaming_table_id) as starts,
      array_agg(f.edge_end order by f.gaming_table_id) as ends
    from figures f
  ),
  counted as materialized (
    select c.* from edges e
    cross join lateral pit_private.counted_wins(p_casino_id, e.tables, e.starts, e.ends) c
  )
  select t.id, t.label::text, t.pit_id, p_start, p_end,
    coalesce(f.opening_count_id, o.id), coalesce(f.win_from, o.counted_at),
    coalesce(f.opening_cents, o.total_cents),
    f.closing_count_id, f.win_to, f.closing_cents,
    f.fills_cents, f.credits_cents,
    exists (
      select from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = t.id
        and d.removed_at >= f.edge_start and d.removed_at < f.edge_end
    ),
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.coverage,
    pit_private.coverage_words(f.coverage),
    f.tray_cents, f.est_win_cents,
    case
      when run.sessions > 0 and run.final = run.sessions then 'FINAL'
      when c.counted_win_cents is not null and run.live = 0
        and c.sessions_in_window = run.sessions
        then 'COUNTED'
      else 'ESTIMATE'
    end,
    coalesce(f.opening_count_id, o.id) is null, f.closing_count_id is null,
    case when f.opening_count_id <> o.id then 'opening_count' else o.source end,
    case
      when f.closing_count_id is null then 'none'
      when o.source = 'earliest_in_window' and o.id = f.opening_count_id then 'partial'
      else 'full'
    end,
    f.win_from, f.win_to, f.since_count_buyins_cents, f.since_count_fills_cents,
    f.since_count_credits_cents,
    pit_private.discrepancy_cents(p_casino_id, t.id, f.edge_start, f.edge_end),
    f.outside_session_cents,
    c.counted_drop_cents, c.counted_win_cents, c.counted_from, c.counted_to,
    round(100.0 * c.counted_win_cents / nullif(c.counted_drop_cents, 0), 2),
    run.sessions, t.id
  from figures f
  join pit.gaming_table t on t.casino_id = p_casino_id and t.id = f.gaming_table_id
  left join pit.pit p on p.casino_id = p_casino_id and p.id = t.pit_id
  join counted c on c.gaming_table_id = t.id
  left join lateral (
    select s.id from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
    order by s.opened_at
    limit 1
  ) first on true
  -- Row security keeps a comparison with a COALESCE from the index, so it is made beforehand.
  cross join lateral (
    select coalesce(f.opening_session_id, first.id) as session_id offset 0
  ) begun
  left join lateral pit_private.first_count(
    (
      select s from pit.table_session s
      where s.casino_id = p_casino_id and s.id = begun.session_id
    )
  ) o on true
  cross join lateral (
    select count(*)::int as sessions, count(*) filter (where s.closed_at is null)::int as live,
      count(r.finalized_at)::int as final
    from pit.table_session s
    left join pit.table_rundown r
      on r.casino_id = s.casino_id and r.table_session_id = s.id
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
  ) run
  order by p.position nulls last, t.spot, t.label;
end
$$;

-- A period somebody asks about: it has a start, an end after it, and is not longer than 400 days.
create function pit_private.check_window(p_start timestamptz, p_end timestamptz) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_start is not null and p_end is not null, 'period');
  if p_start < '1900-01-01' or p_end > '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That period is on no calendar of a casino.');
  end if;
  if p_end <= p_start then
    perform pit_private.fail('invalid_window', 'The period ends before it begins.');
  end if;
  if p_end - p_start > interval '400 days' then
    perform pit_private.fail('invalid_window', 'A period is at most 400 days long.');
  end if;
end
$$;

-- objects/3_private/98_metrics_sums.sql
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

-- objects/3_private/98_outside_sessions.sql
-- What was recorded in a window at tables without a session, one row per table that has any.
-- Sessions of a table follow each other: the last one opened by then is the one it ran in.
create function pit_private.outside_sessions(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz, p_table_id uuid
) returns table (
  table_id uuid, table_session_id uuid, opened_at timestamptz, closed_at timestamptz,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint,
  win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamptz,
  win_to timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with edge as materialized (
    select t.id as gaming_table_id,
      pit_private.window_edge(p_casino_id, t.id, p_start) as edge_start,
      pit_private.window_edge(p_casino_id, t.id, p_end) as edge_end
    from pit.gaming_table t
    where t.casino_id = p_casino_id and (p_table_id is null or t.id = p_table_id)
  )
  select g.gaming_table_id, null::uuid, null::timestamptz, null::timestamptz, f.fills_cents,
    f.credits_cents,
    case when e.rated_entries > 0 then e.rated_cents end,
    case when e.entries > e.rated_entries then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    null::bigint, null::bigint, null::timestamptz, null::timestamptz
  from edge g
  cross join lateral (
    select count(*) as entries, count(b.rating_slip_id) as rated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents
    from pit.table_buyin_telemetry b
    join pit.casino_settings h on h.casino_id = b.casino_id
    where b.casino_id = p_casino_id and b.gaming_table_id = g.gaming_table_id
      and b.occurred_at >= g.edge_start and b.occurred_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= b.occurred_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or b.occurred_at < ran.closed_at
      )
  ) e
  cross join lateral (
    select count(*) as slips,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = g.gaming_table_id
      and s.effective_at >= g.edge_start and s.effective_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= s.effective_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or s.effective_at < ran.closed_at
      )
  ) f
  where e.entries > 0 or f.slips > 0
$$;

-- objects/3_private/98_recent_entries.sql
-- The last entries of tables, each since an instant of its own, newest first, with names
-- and whether they still count: what the podium lists and what `u` takes back.
create function pit_private.recent_entries(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[]
) returns table (gaming_table_id uuid, entries json)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select asked.table_id, coalesce(listed.entries, '[]')
  from unnest(p_table_ids, p_starts) asked (table_id, starts_at)
  cross join lateral (
    select json_agg(e order by e.created_at desc) as entries
    from (
      select b.id, b.amount_cents, b.telemetry_kind as kind, b.tender_type as tender,
        b.occurred_at, b.created_at, b.actor_id, s.name as actor_name, b.reverses_id,
        pit_private.is_from_finance(b.idempotency_key) as from_finance,
        -- Asked row by row: as an EXISTS it may be hashed, which reads the whole history.
        coalesce((
          select true from pit.table_buyin_telemetry r
          where r.casino_id = b.casino_id and r.reverses_id = b.id
        ), false) as is_reversed,
        -- Sessions of a table follow each other: the last one opened by then is the one it ran in.
        not exists (
          select from (
            select t.closed_at from pit.table_session t
            where t.casino_id = p_casino_id and t.gaming_table_id = asked.table_id
              and t.opened_at <= b.occurred_at
            order by t.opened_at desc
            limit 1
          ) ran
          where ran.closed_at is null or b.occurred_at < ran.closed_at
        ) as outside_session
      from pit.table_buyin_telemetry b
      join pit.staff s on s.casino_id = b.casino_id and s.id = b.actor_id
      where b.casino_id = p_casino_id and b.gaming_table_id = asked.table_id
        and b.created_at >= asked.starts_at
      order by b.created_at desc
      limit 12
    ) e
  ) listed
$$;

-- objects/3_private/98_rundowns.sql
-- What a closed session comes to, computed and kept while it is not final. Late events are what was
-- recorded for it after its close: entries, counts, slips and voids. One session is read by its keys
-- whatever its values are, so nothing is planned for them.
create function pit_private.refresh_rundown(p_casino_id uuid, p_session_id uuid) returns void
language sql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
  insert into pit.table_rundown as r (
    casino_id, gaming_table_id, table_session_id, gaming_day, opening_bankroll_total_cents,
    closing_bankroll_total_cents, opening_source, fills_total_cents, credits_total_cents,
    estimated_drop_rated_cents, estimated_drop_grind_cents, estimated_drop_buyins_cents,
    telemetry_quality, win_loss_inventory_cents, win_loss_estimated_cents, win_from, win_to,
    discrepancy_cents, counted_drop_cents, counted_win_cents, metric_grade, late_events, computed_at
  )
  select s.casino_id, s.gaming_table_id, s.id, s.gaming_day, coalesce(f.opening_cents, o.total_cents),
    f.closing_cents, o.source, f.fills_cents, f.credits_cents, f.rated_cents, f.unrated_cents,
    f.est_drop_cents, f.coverage, f.tray_cents, f.est_win_cents, f.win_from, f.win_to,
    pit_private.discrepancy_cents(
      s.casino_id, s.gaming_table_id, s.opened_at, s.opened_at + interval '1 microsecond'
    ),
    c.counted_drop_cents, c.counted_win_cents,
    case when c.counted_win_cents is not null then 'COUNTED' else 'ESTIMATE' end,
    pit_private.late_events(s), clock_timestamp()
  from pit.table_session s
  cross join lateral pit_private.table_figures(
    s.casino_id, array[s.gaming_table_id], array['-infinity'::timestamptz],
    array['infinity'::timestamptz], array[s.id]
  ) f
  cross join lateral pit_private.first_count(s) o
  cross join lateral pit_private.play_ended_at(s) as ended_at
  -- A session alone has a counted win only where its boxes served no other.
  left join lateral (
    select w.* from pit_private.counted_wins(
      s.casino_id, array[s.gaming_table_id], array[ended_at],
      array[ended_at + interval '1 microsecond'], true
    ) w
    where w.sessions = 1
  ) c on true
  where s.casino_id = p_casino_id and s.id = p_session_id
    and s.close_reason in ('counted', 'drop_only')
  on conflict (table_session_id) do update
  set opening_bankroll_total_cents = excluded.opening_bankroll_total_cents,
    closing_bankroll_total_cents = excluded.closing_bankroll_total_cents,
    opening_source = excluded.opening_source,
    fills_total_cents = excluded.fills_total_cents,
    credits_total_cents = excluded.credits_total_cents,
    estimated_drop_rated_cents = excluded.estimated_drop_rated_cents,
    estimated_drop_grind_cents = excluded.estimated_drop_grind_cents,
    estimated_drop_buyins_cents = excluded.estimated_drop_buyins_cents,
    telemetry_quality = excluded.telemetry_quality,
    win_loss_inventory_cents = excluded.win_loss_inventory_cents,
    win_loss_estimated_cents = excluded.win_loss_estimated_cents,
    win_from = excluded.win_from,
    win_to = excluded.win_to,
    discrepancy_cents = excluded.discrepancy_cents,
    counted_drop_cents = excluded.counted_drop_cents,
    counted_win_cents = excluded.counted_win_cents,
    metric_grade = excluded.metric_grade,
    late_events = excluded.late_events,
    computed_at = excluded.computed_at,
    computed_in = excluded.computed_in
  where r.finalized_at is null
$$;

-- The rundowns that something recorded for an instant may change: those of the sessions that were
-- not over by then, and, where the box of that time has left the table, those it served before: it
-- is the counted win that one box may give several. Called by every command
-- that writes to a closed session's past.
create function pit_private.refresh_rundowns(
  p_casino_id uuid, p_table_id uuid, p_since timestamptz
) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  select pit_private.refresh_rundown(p_casino_id, s.id)
  from pit.table_session s
  left join pit.table_rundown r on r.casino_id = s.casino_id and r.table_session_id = s.id
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and r.finalized_at is null
    and s.closed_at >= case
      when exists (
        select from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
          and d.removed_at >= p_since and pit_private.is_clean_removal(d)
      ) then coalesce(
        (
          select d.removed_at from pit.table_drop_event d
          where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
            and d.removed_at < p_since and pit_private.is_clean_removal(d)
          order by d.removed_at desc
          limit 1
        ),
        '-infinity'
      )
      else p_since
    end
$$;

-- objects/3_private/98_sheet.sql
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

-- objects/3_private/98_shift_windows.sql
-- The periods a shift is held against: itself, the one before, the same shift of the same weekday
-- last week, and the gaming day so far it belongs to.
create function pit_private.shift_windows(p_casino_id uuid, p_at timestamptz)
returns table (
  name text, shift_name text, gaming_day date, window_start timestamptz, window_end timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with shift as (
    select 'shift' as name, h.* from pit_private.shift_at(p_casino_id, p_at) h
  ),
  previous as (
    select 'previous' as name, h.* from shift s
    cross join lateral pit_private.shift_at(
      p_casino_id, s.started_at - interval '1 microsecond'
    ) h
  ),
  -- Seven local days earlier, in the middle of the shift: a clock change moves an edge by one hour.
  last_week as (
    select 'last_week' as name, h.* from shift s
    cross join lateral pit_private.hours_at(p_casino_id, s.started_at) c
    cross join lateral pit_private.shift_at(
      p_casino_id,
      (
        ((s.started_at + (s.ends_at - s.started_at) / 2) at time zone c.time_zone)
        - interval '7 days'
      ) at time zone c.time_zone
    ) h
  )
  select w.name, w.shift_name, pit_private.gaming_day_of(p_casino_id, w.started_at),
    w.started_at, w.ends_at
  from (
    select s.name, s.started_at, s.ends_at, h.name::text as shift_name
    from (
      select * from shift union all select * from previous union all select * from last_week
    ) s (name, shift_id, shift_name, started_at, ends_at)
    join pit.shift h on h.casino_id = p_casino_id and h.id = s.shift_id
  ) w
  union all
  select 'day', null, d.day, pit_private.gaming_day_started_at(p_casino_id, d.day),
    pit_private.gaming_day_started_at(p_casino_id, d.day + 1)
  from (select pit_private.gaming_day_of(p_casino_id, p_at) as day) d
$$;

-- objects/3_private/98_signing_shifts.sql
-- A pit of this casino, where one is named.
create function pit_private.check_pit(p_casino_id uuid, p_pit_id uuid) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_pit_id is not null and not exists (
    select from pit.pit p where p.casino_id = p_casino_id and p.id = p_pit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such pit in this casino.');
  end if;
end
$$;

-- A shift or a gaming day is signed, as a whole, once it is about to end.
create function pit_private.check_shift_window(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pit_private.shift_at(p_casino_id, p_start) h
    where h.started_at = p_start and h.ends_at = p_end
  ) and not exists (
    select from (select pit_private.gaming_day_of(p_casino_id, p_start) as day) d
    where pit_private.gaming_day_started_at(p_casino_id, d.day) = p_start
      and pit_private.gaming_day_started_at(p_casino_id, d.day + 1) = p_end
  ) then
    perform pit_private.fail('invalid_window', 'That period is neither a shift nor a gaming day.');
  end if;
  if p_start > clock_timestamp() then
    perform pit_private.fail('invalid_window', 'That shift has not begun.');
  end if;
end
$$;

-- objects/3_private/99_backfill.sql
-- A run of the backfill brings into a casino's telemetry what the bridge could not: begun once, then
-- batch after batch by any number of programs at once, then ended. What stopped is gone on with,
-- because each table's place stays until all of them are done.
create function pit_private.begin_backfill(p_casino_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
begin
  if exists (select from pit_private.backfill_place p where p.casino_id = p_casino_id) then
    return;
  end if;
  insert into pit_private.backfill_place (casino_id, gaming_table_id)
  select g.casino_id, g.id from pit.gaming_table g
  where g.casino_id = p_casino_id and (
    select true from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = g.id
    limit 1
  )
  order by g.id
  on conflict do nothing;
end
$$;

-- One batch of one table's transactions in the order they were entered, at a table that nobody else
-- works at; where others work at all that are left, at the one that is free first.
create function pit_private.backfill_telemetry(p_casino_id uuid, p_batch int)
returns table (done bigint, inserted bigint, remaining boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
declare
  v_place pit_private.backfill_place;
  v_last record;
begin
  done := 0;
  inserted := 0;
  v_place := pit_private.next_place_to_backfill(p_casino_id);
  if v_place.gaming_table_id is not null then
    select * into v_last from pit_private.next_to_backfill(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id, p_batch
    );
    done := coalesce(v_last.done, 0);
    inserted := pit_private.bridge_missing(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id,
      v_last.created_at, v_last.id, done
    );
    update pit_private.backfill_place p
    set created_at = coalesce(v_last.created_at, p.created_at),
      transaction_id = coalesce(v_last.id, p.transaction_id),
      is_done = not coalesce(v_last.remaining, false)
    where p.casino_id = p_casino_id and p.gaming_table_id = v_place.gaming_table_id;
  end if;
  remaining := exists (
    select from pit_private.backfill_place p where p.casino_id = p_casino_id and not p.is_done
  );
  if inserted > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'backfill telemetry', null,
      jsonb_build_object('batch', p_batch), null, jsonb_build_object('inserted', inserted)
    );
    update pit.casino_change c
    set change_number = c.change_number + 1, whole_number = c.change_number + 1
    where c.casino_id = p_casino_id;
    perform pg_notify('pitterm', '');
  end if;
  return next;
end
$$;

-- The places are forgotten where all is done, so that the next run looks at everything again. They are
-- locked either way: that makes its commit one that waits for the disk, and for all before it.
create function pit_private.end_backfill(p_casino_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
begin
  perform from pit_private.backfill_place p where p.casino_id = p_casino_id
  for update skip locked;
  delete from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not exists (
    select from pit_private.backfill_place o where o.casino_id = p_casino_id and not o.is_done
  );
end
$$;

-- The place of a table that is not done, locked.
create function pit_private.next_place_to_backfill(p_casino_id uuid)
returns pit_private.backfill_place
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_place pit_private.backfill_place;
begin
  select * into v_place from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not p.is_done
  order by p.gaming_table_id
  limit 1
  for update skip locked;
  if not found then
    select * into v_place from pit_private.backfill_place p
    where p.casino_id = p_casino_id and not p.is_done
    order by p.gaming_table_id
    limit 1
    for update;
  end if;
  return v_place;
end
$$;

-- Bridges one table's transactions after one place, up to another and with it, that have no row in
-- the telemetry. Originals that nothing corrects are written in one statement; the others one by
-- one, because what stands of an entry follows from its corrections in their order. They are not
-- looked for where every transaction of the number given was an original that nothing corrects.
create function pit_private.bridge_missing(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid, p_number bigint
) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
  v_inserted bigint;
begin
  if not pit_private.lacks_entries(
    p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
  ) then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, p_table_id);
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key
  )
  select o.id, o.casino_id, o.gaming_table_id, o.amount_cents, 'RATED_BUYIN', o.tender_type,
    o.visit_id, o.rating_slip_id, o.occurred_at, o.actor_id, o.note, 'pft:' || o.id
  from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and (o.created_at, o.id) > (p_after, p_after_id)
    and (o.created_at, o.id) <= (p_until, p_until_id)
    and o.transaction_kind = 'original' and o.direction = 'in' and o.rating_slip_id is not null
    and (
      select true from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = o.id
      limit 1
    ) is null
  order by o.created_at, o.id
  on conflict (casino_id, idempotency_key) do nothing;
  get diagnostics v_inserted = row_count;
  if v_inserted = p_number then
    return v_inserted;
  end if;
  for v_id in
    select id from pit_private.corrected_buyins(
      p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
    ) id
  loop
    v_inserted := v_inserted + pit_private.bridge_buyin(p_casino_id, v_id);
  end loop;
  return v_inserted;
end
$$;

-- What the backfill reads is planned with the values of each batch: the telemetry grows from nothing
-- within one run, and a plan kept from its beginning reads it whole. What it writes is not, or every
-- foreign key and every gaming day would be planned for every row.

-- The next batch of a table after a place: how many, the last of them, and whether there are more.
create function pit_private.next_to_backfill(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid, p_batch int
) returns table (done bigint, created_at timestamptz, id uuid, remaining boolean)
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with ahead as materialized (
    select t.created_at, t.id, row_number() over (order by t.created_at, t.id) as number
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
    order by t.created_at, t.id
    limit greatest(p_batch, 1) + 1
  )
  select a.number, a.created_at, a.id,
    exists (select from ahead n where n.number > greatest(p_batch, 1))
  from ahead a
  where a.number <= greatest(p_batch, 1)
  order by a.number desc
  limit 1
$$;

-- Whether a transaction of the batch has no row in the telemetry; one is enough to know.
create function pit_private.lacks_entries(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid
) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select exists (
    select from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and t.direction = 'in'
      and (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || t.id
        limit 1
      ) is null
  )
$$;

-- The table's corrected buy-ins of which the batch holds something that the telemetry lacks, in the
-- order they were entered.
create function pit_private.corrected_buyins(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid
) returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with corrected as materialized (
    select t.id, coalesce(t.corrects_id, t.id) as original_id
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and (
        t.corrects_id is not null or (
          select true from pit.player_financial_transaction c
          where c.casino_id = p_casino_id and c.corrects_id = t.id
          limit 1
        )
      )
  )
  select o.id from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and o.id in (
      select c.original_id from corrected c
      where (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || c.id
        limit 1
      ) is null
    )
  order by o.created_at, o.id
$$;

-- objects/3_private/99_provisioning.sql
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

-- objects/3_private/99_provisioning_dated.sql
-- Settings that take effect from a named gaming day, for the casino's administrator only. A later
-- day that was to keep the value of before keeps step with the one that takes its place.

-- Whether the first row stands for good: something was recorded, or a dated row is in effect.
create function pit_private.hours_are_begun(p_casino_id uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select w.has_history or exists (
    select from pit.casino_hours h
    where h.casino_id = p_casino_id and h.begins_at <= clock_timestamp()
  )
  from pit_private.casino_at_work(p_casino_id) w
$$;

-- Of the values said otherwise than before, those that this later day was to keep.
create function pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(n.key, n.value), '{}')
  from jsonb_each(p_said) n
  where p_before -> n.key is distinct from n.value
    and p_later -> n.key is not distinct from p_before -> n.key
$$;

-- The clock and the shifts' starts, by name, of the hours that hold from this gaming day on.
create function pit_private.hours_said(p_casino_id uuid, p_gaming_day date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'time_zone', h.time_zone, 'gaming_day_start', h.gaming_day_start
  ) || coalesce(
    (
      select jsonb_object_agg('shift ' || s.name, s.starts_at)
      from pit_private.shift_starts(p_casino_id, h.effective_from) s
    ), '{}'
  )
  from pit_private.hours_on(p_casino_id, p_gaming_day) h
$$;

create function pit_private.write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into pit.casino_hours as h (
    casino_id, effective_from, begins_at, time_zone, gaming_day_start
  ) values (
    p_casino_id, p_effective_from, pit_private.gaming_day_started_at(p_casino_id, p_effective_from),
    p_said ->> 'time_zone', (p_said ->> 'gaming_day_start')::time
  )
  on conflict (casino_id, effective_from) do update
  set time_zone = excluded.time_zone, gaming_day_start = excluded.gaming_day_start
  where (h.time_zone, h.gaming_day_start) <> (excluded.time_zone, excluded.gaming_day_start);
  insert into pit.shift (casino_id, name)
  select p_casino_id, substr(n.key, 7) from jsonb_each(p_said) n where n.key like 'shift %'
  on conflict (casino_id, name) do nothing;
  insert into pit.shift_hours as d (casino_id, effective_from, shift_id, starts_at)
  select p_casino_id, p_effective_from, s.id, n.value::time
  from jsonb_each_text(p_said) n
  join pit.shift s on s.casino_id = p_casino_id and n.key = 'shift ' || s.name
  on conflict (casino_id, effective_from, shift_id) do update set starts_at = excluded.starts_at
  where d.starts_at <> excluded.starts_at;
end
$$;

-- Every later day keeps step, and begins where its own clock and the one before it say.
create function pit_private.carry_hours(
  p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from > p_effective_from
    order by h.effective_from
  loop
    v_kept := pit_private.kept_step(
      p_before, v_kept, pit_private.hours_said(p_casino_id, v_day)
    );
    exit when v_kept = '{}';
    perform pit_private.write_hours(
      p_casino_id, v_day, pit_private.hours_said(p_casino_id, v_day) || v_kept
    );
  end loop;
  update pit.casino_hours h
  set begins_at = (h.effective_from + h.gaming_day_start) at time zone h.time_zone
  where h.casino_id = p_casino_id and h.begins_at > clock_timestamp()
    and h.begins_at <> (h.effective_from + h.gaming_day_start) at time zone h.time_zone;
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from >= p_effective_from
      and h.begins_at
        <= pit_private.gaming_day_started_at(p_casino_id, h.effective_from - 1)
  loop
    perform pit_private.fail(
      'invalid_argument', format('Nothing would be left of the day before %s.', v_day)
    );
  end loop;
end
$$;

-- p_said has time_zone, gaming_day_start and `shift NAME` as far as they change with that day.
create function pit_private.provision_hours(
  p_casino_id uuid, p_effective_from date, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_begins constant timestamptz :=
    pit_private.gaming_day_started_at(p_casino_id, p_effective_from);
  v_before constant jsonb := pit_private.hours_said(p_casino_id, p_effective_from);
  v_said constant jsonb := v_before || p_said;
  v_is_clock constant boolean := (v_before -> 'time_zone', v_before -> 'gaming_day_start')
    <> (v_said -> 'time_zone', v_said -> 'gaming_day_start');
  v_first timestamptz;
begin
  if v_said = v_before then
    return;
  end if;
  if p_effective_from < v_today or (v_is_clock and p_effective_from = v_today) then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today
    and (select w.ran_labels <> '{}' from pit_private.casino_at_work(p_casino_id) w) then
    perform pit_private.fail(
      'invalid_argument', 'Tables ran in this gaming day; name a later one.'
    );
  end if;
  perform pit_private.write_hours(p_casino_id, p_effective_from, v_said);
  perform pit_private.carry_hours(p_casino_id, p_effective_from, v_before, p_said);
  v_first := least(
    v_begins, pit_private.gaming_day_started_at(p_casino_id, p_effective_from)
  );
  -- What is entered until this commits has its gaming day by the hours of before.
  if p_effective_from > v_today and v_first <= clock_timestamp() + interval '1 minute' then
    perform pit_private.fail(
      'invalid_argument', 'By that clock the day has begun within a minute; name a later one.'
    );
  end if;
  if exists (
    select from pit.shift_sign_off o where o.casino_id = p_casino_id and o.window_end > v_first
  ) then
    perform pit_private.fail(
      'invalid_argument', 'A period that reaches into that day is signed; name a later one.'
    );
  end if;
end
$$;

create function pit_private.terms_said(p_table pit.gaming_table, p_gaming_day date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select to_jsonb(t) - 'gaming_table_id'
  from pit_private.terms_in_force(p_table.casino_id, array[p_table.id], p_gaming_day) t
$$;

create function pit_private.write_terms(
  p_table pit.gaming_table, p_effective_from date, p_said jsonb
) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_terms as t (
    casino_id, gaming_table_id, effective_from, min_bet_cents, max_bet_cents, par_cents
  ) values (
    p_table.casino_id, p_table.id, p_effective_from, (p_said ->> 'min_bet_cents')::bigint,
    (p_said ->> 'max_bet_cents')::bigint, (p_said ->> 'par_cents')::bigint
  )
  on conflict (casino_id, gaming_table_id, effective_from) do update
  set min_bet_cents = excluded.min_bet_cents, max_bet_cents = excluded.max_bet_cents,
    par_cents = excluded.par_cents
$$;

create function pit_private.carry_terms(
  p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select t.effective_from from pit.table_terms t
    where t.casino_id = p_table.casino_id and t.gaming_table_id = p_table.id
      and t.effective_from > p_effective_from
    order by t.effective_from
  loop
    v_kept := pit_private.kept_step(p_before, v_kept, pit_private.terms_said(p_table, v_day));
    exit when v_kept = '{}';
    perform pit_private.write_terms(
      p_table, v_day, pit_private.terms_said(p_table, v_day) || v_kept
    );
  end loop;
end
$$;

-- p_said has limits and par as far as they change with that day; a par of null is none.
create function pit_private.provision_terms(
  p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_table pit.gaming_table;
  v_before jsonb;
begin
  select * into strict v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.label = p_label;
  v_before := pit_private.terms_said(v_table, p_effective_from);
  if v_before || p_said = v_before then
    return;
  end if;
  if p_effective_from < v_today then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today and (
    select p_label = any (w.ran_labels) from pit_private.casino_at_work(p_casino_id) w
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s ran in this gaming day; name a later one.', p_label)
    );
  end if;
  perform pit_private.write_terms(v_table, p_effective_from, v_before || p_said);
  perform pit_private.carry_terms(v_table, p_effective_from, v_before, p_said);
end
$$;

-- The gaming days to come with what then changes: hours, and tables' limits and pars by label.
create function pit_private.settings_to_come(p_casino_id uuid)
returns table (effective_from date, hours jsonb, terms jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with coming as (
    select h.effective_from as day from pit.casino_hours h where h.casino_id = p_casino_id
    union
    select t.effective_from from pit.table_terms t where t.casino_id = p_casino_id
  )
  select c.day, pit_private.hours_said(p_casino_id, c.day),
    coalesce(
      (
        select jsonb_object_agg(g.label, pit_private.terms_said(g, c.day))
        from pit.table_terms t
        join pit.gaming_table g on g.casino_id = p_casino_id and g.id = t.gaming_table_id
        where t.casino_id = p_casino_id and t.effective_from = c.day
      ), '{}'
    )
  from coming c
  where c.day > pit_private.gaming_day_of(p_casino_id, clock_timestamp())
  order by c.day
$$;

-- objects/3_private/99_provisioning_staff.sql
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

-- objects/3_private/99_retention.sql
-- How long a command's key answers for itself, at least: far beyond the 31 days after which no entry
-- that waited on a terminal is taken any more, so that nothing can come again under a forgotten key.
create function pit_private.shortest_retention() returns interval
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select interval '90 days'
$$;

-- Whoever deletes: a command is not forgotten before its time.
create function pit_private.refuse_forgetting_early() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if old.logged_at > clock_timestamp() - pit_private.shortest_retention() then
    raise exception using
      errcode = '42501',
      message = format('%s is append-only for 90 days', tg_table_name),
      hint = 'pitterm db retain removes what is older.';
  end if;
  return old;
end
$$;

create trigger command_log_kept before delete on pit.command_log
  for each row execute function pit_private.refuse_forgetting_early();
create trigger command_log_whole before truncate on pit.command_log
  for each statement execute function pit_private.refuse_rewriting();

-- The commands of a casino that are older than so many days, all of which have their line of the
-- audit. Fewer days than the shortest retention are refused.
create function pit_private.forgettable_commands(p_casino_id uuid, p_keep_days int) returns bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.check_retention(p_keep_days);
  return (
    select count(*) from pit.command_log l
    where l.casino_id = p_casino_id
      and l.logged_at < clock_timestamp() - make_interval(days => p_keep_days)
  );
end
$$;

create function pit_private.check_retention(p_keep_days int) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if (make_interval(days => p_keep_days) >= pit_private.shortest_retention()) is not true then
    perform pit_private.fail('invalid_argument', 'Commands are kept for at least 90 days.');
  end if;
end
$$;

-- Forgets one batch of them and says how many those were; a line of the audit tells it.
create function pit_private.forget_commands(p_casino_id uuid, p_keep_days int, p_batch int)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
declare
  v_before constant timestamptz := clock_timestamp() - make_interval(days => p_keep_days);
  v_forgotten bigint;
begin
  perform pit_private.check_retention(p_keep_days);
  delete from pit.command_log l
  where l.casino_id = p_casino_id and l.idempotency_key = any (
    array(
      select o.idempotency_key from pit.command_log o
      where o.casino_id = p_casino_id and o.logged_at < v_before
      limit greatest(p_batch, 1)
    )
  );
  get diagnostics v_forgotten = row_count;
  if v_forgotten > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'forget commands', null,
      jsonb_build_object('before', v_before), null, jsonb_build_object('forgotten', v_forgotten)
    );
  end if;
  return v_forgotten;
end
$$;

-- objects/4_rpc/rpc_acknowledge_alert.sql
-- Somebody saw an alert. It stays on the list until its cause ends; one that ended, or was never
-- there, cannot be acknowledged, and nobody acknowledges it twice.
create function pit.rpc_acknowledge_alert(
  p_alert_key text, p_note text default null, p_idempotency_key text default null
) returns pit.alert_acknowledgement
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_table_id uuid;
  v_acknowledgement pit.alert_acknowledgement;
begin
  perform pit_private.demand_role(
    v_actor, 'floor_supervisor', 'pit_boss', 'shift_manager', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_alert_key is not null, 'alert');
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_acknowledge_alert',
    jsonb_build_object('p_alert_key', p_alert_key, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.alert_acknowledgement, v_replay);
  end if;

  select t.id into v_table_id from pit.gaming_table t
  where t.casino_id = v_actor.casino_id and t.id::text = split_part(p_alert_key, ':', 2);
  if found then
    perform pit_private.lock_table(v_actor.casino_id, v_table_id);
  end if;
  if not exists (
    select from pit_private.table_alerts(
      v_actor.casino_id, array[v_table_id], clock_timestamp()
    ) a
    where a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_not_found', 'That alert is over; its cause has ended.');
  end if;
  if exists (
    select from pit.alert_acknowledgement a
    where a.casino_id = v_actor.casino_id and a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_already_used', 'That alert was already acknowledged.');
  end if;
  insert into pit.alert_acknowledgement (
    casino_id, alert_key, gaming_table_id, acknowledged_at, acknowledged_by_staff_id, note
  ) values (
    v_actor.casino_id, p_alert_key, v_table_id, clock_timestamp(), v_actor.staff_id, v_note
  ) returning * into v_acknowledgement;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_acknowledgement));
  return v_acknowledgement;
end
$$;

-- objects/4_rpc/rpc_activate_table_session.sql
-- Lets play begin on a session that waited for its opening count. A count that differs from the
-- previous closer needs a note: the difference is recorded, never edited away.
create function pit.rpc_activate_table_session(
  p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text default null,
  p_idempotency_key text default null, p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_note text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_opener pit.table_inventory_snapshot;
  v_expected_cents bigint;
  v_signer text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_activate_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id,
      'p_opening_inventory_snapshot_id', p_opening_inventory_snapshot_id, 'p_note', v_note
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'OPEN' then
    perform pit_private.refuse_transition(v_session, 'only an OPEN session is activated');
  end if;
  if p_opening_inventory_snapshot_id is null then
    perform pit_private.fail('missing_opening_count', 'Count the tray before play begins.');
  end if;
  select * into v_opener from pit_private.standing_count c
  where c.casino_id = v_actor.casino_id and c.gaming_table_id = v_session.gaming_table_id
    and c.id = p_opening_inventory_snapshot_id and c.snapshot_type = 'open';
  if not found then
    perform pit_private.fail('artifact_not_found', 'That is not an opening count of this table.');
  end if;
  if exists (
    select from pit.table_session s
    where s.casino_id = v_actor.casino_id and s.opening_inventory_snapshot_id = v_opener.id
  ) then
    perform pit_private.fail('artifact_already_used', 'That count already opened a session.');
  end if;
  if v_opener.counted_at
    <= pit_private.last_close_at(v_actor.casino_id, v_session.gaming_table_id) then
    perform pit_private.fail('artifact_not_found', 'That count was made before the table last closed.');
  end if;
  v_signer := pit_private.signature_due(v_actor.casino_id, v_opener.id);
  if v_signer is not null then
    perform pit_private.fail(
      'missing_opening_count', format('%s has to sign the opening count first.', v_signer)
    );
  end if;
  select c.total_cents into v_expected_cents from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = v_session.expected_inventory_snapshot_id;
  if v_opener.total_cents <> v_expected_cents and coalesce(v_note, v_opener.note) is null then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = 'ACTIVE', opening_inventory_snapshot_id = v_opener.id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'activate',
    pit_private.record_transition(
      v_session, 'activate', 'OPEN', v_actor.staff_id, v_now, coalesce(v_note, v_opener.note)
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;

-- objects/4_rpc/rpc_cancel_table_session.sql
-- Ends a session in which nothing was recorded but its opening count.
create function pit.rpc_cancel_table_session(
  p_table_session_id uuid, p_reason text, p_idempotency_key text default null,
  p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_reason text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_reason := pit_private.checked_reason(p_reason);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_cancel_table_session',
    jsonb_build_object('p_table_session_id', p_table_session_id, 'p_reason', v_reason)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or empty ACTIVE session is cancelled');
  end if;
  if not exists (
    select from pit_private.empty_sessions(v_actor.casino_id, array[v_session.id])
  ) then
    perform pit_private.fail('session_not_empty', 'Something was recorded in this session; close it instead.');
  end if;

  v_now := pit_private.moment_to_end(v_session, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'CLOSED', close_reason = 'cancelled',
    closed_at = greatest(v_now, s.opened_at),
    closed_by_staff_id = v_actor.staff_id, notes = v_reason
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'cancel',
    pit_private.record_transition(
      v_session, 'cancel', v_from, v_actor.staff_id, v_session.closed_at, v_reason
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;

-- objects/4_rpc/rpc_carry_table_credit.sql
-- The runner signs at the table for the chips of a credit.
create function pit.rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'security');
  return pit_private.carry_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_carry_table_fill.sql
-- The runner signs at the cage for the chips of a fill.
create function pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'security');
  return pit_private.carry_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_close_table_session.sql
-- Ends a session with its artifact: a closing count or a drop made at this table during this
-- session and used by no other. Closed by a drop alone it owes its count. It does not end while a
-- fill or credit is on its way.
create function pit.rpc_close_table_session(
  p_table_session_id uuid, p_drop_event_id uuid default null,
  p_closing_inventory_snapshot_id uuid default null, p_notes text default null,
  p_idempotency_key text default null, p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_notes text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_notes := pit_private.checked_note(p_notes);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_close_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id, 'p_drop_event_id', p_drop_event_id,
      'p_closing_inventory_snapshot_id', p_closing_inventory_snapshot_id, 'p_notes', v_notes
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('ACTIVE', 'RUNDOWN') then
    perform pit_private.refuse_transition(v_session, 'only an ACTIVE or RUNDOWN session is closed');
  end if;
  v_now := pit_private.moment_to_end(v_session, v_paper);
  perform pit_private.settle_slips(v_actor, v_session, v_now);
  perform pit_private.check_closing_artifacts(
    v_session, p_drop_event_id, p_closing_inventory_snapshot_id
  );

  if v_paper.occurred_at is null then
    -- Read again: what was withdrawn just now came before the close.
    v_now := clock_timestamp();
  end if;
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'CLOSED',
    closed_at = greatest(v_now, s.opened_at, s.rundown_started_at),
    closed_by_staff_id = v_actor.staff_id,
    close_reason = case when p_closing_inventory_snapshot_id is null then 'drop_only' else 'counted' end,
    drop_event_id = p_drop_event_id,
    closing_inventory_snapshot_id = p_closing_inventory_snapshot_id, notes = v_notes
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'close',
    pit_private.record_transition(
      v_session, 'close', v_from, v_actor.staff_id, v_session.closed_at, v_notes
    ),
    v_paper, v_key
  );
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_session.gaming_table_id, v_session.closed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;

-- objects/4_rpc/rpc_correct_player_transaction.sql
-- Corrects what finance recorded: an adjustment changes what stands of it and never below nothing,
-- a reversal takes back all that stands, once, and ends its corrections. Both count at the time of
-- the original.
create function pit.rpc_correct_player_transaction(
  p_transaction_id uuid, p_kind text, p_amount_cents bigint default null,
  p_reason text default null, p_idempotency_key text default null
) returns pit.player_financial_transaction
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.player_financial_transaction;
  v_stands_cents bigint;
  v_correction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_transaction_id is not null, 'transaction');
  perform pit_private.check_correction(p_kind, p_amount_cents);
  v_reason := pit_private.checked_reason(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_correct_player_transaction',
    jsonb_build_object(
      'p_transaction_id', p_transaction_id, 'p_kind', p_kind, 'p_amount_cents', p_amount_cents,
      'p_reason', v_reason
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, t.gaming_table_id)
  from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
    and t.gaming_table_id is not null;
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such transaction in this casino.');
  end if;
  if v_original.transaction_kind <> 'original' then
    perform pit_private.fail('invalid_argument', 'A correction is not corrected; correct its original.');
  end if;
  if exists (
    select from pit.player_financial_transaction r
    where r.casino_id = v_actor.casino_id and r.corrects_id = v_original.id
      and r.transaction_kind = 'reversal'
  ) then
    perform pit_private.fail('already_reversed', 'The transaction was already reversed.');
  end if;
  v_stands_cents := pit_private.standing_transaction_cents(v_actor.casino_id, v_original.id);
  if p_kind = 'reversal' and v_stands_cents = 0 then
    perform pit_private.fail('invalid_amount', 'Nothing of the transaction stands any more.');
  end if;
  if v_stands_cents + p_amount_cents not between 0 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'What then stands is not below zero and no more than one entry may carry.');
  end if;

  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, transaction_kind,
    corrects_id, amount_cents, tender_type, occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, v_original.visit_id, v_original.rating_slip_id, v_original.gaming_table_id,
    v_original.direction, p_kind, v_original.id, coalesce(p_amount_cents, -v_stands_cents),
    v_original.tender_type, v_original.occurred_at, v_actor.staff_id, v_reason, clock_timestamp()
  ) returning * into v_correction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_correction));
  return v_correction;
end
$$;

-- objects/4_rpc/rpc_deposit_table_credit.sql
-- Puts the verified slip of a credit into the table's drop box.
create function pit.rpc_deposit_table_credit(
  p_credit_id uuid, p_drop_box_id text, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.deposit_slip(
    v_actor, 'credit', p_credit_id, p_drop_box_id, p_idempotency_key
  );
end
$$;

-- objects/4_rpc/rpc_deposit_table_fill.sql
-- Puts the verified slip of a fill into the table's drop box.
create function pit.rpc_deposit_table_fill(
  p_fill_id uuid, p_drop_box_id text, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.deposit_slip(v_actor, 'fill', p_fill_id, p_drop_box_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_end_rating_slip.sql
-- The player left the seat.
create function pit.rpc_end_rating_slip(
  p_rating_slip_id uuid, p_idempotency_key text default null
) returns pit.rating_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_rating_slip_id is not null, 'rating slip');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_rating_slip', jsonb_build_object('p_rating_slip_id', p_rating_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, r.gaming_table_id)
  from pit.rating_slip r where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id;
  select * into v_slip from pit.rating_slip r
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', 'There is no such rating slip in this casino.');
  end if;
  if v_slip.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The rating slip has already ended.');
  end if;

  v_before := to_jsonb(v_slip);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.rating_slip r set ended_at = greatest(clock_timestamp(), r.started_at)
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- objects/4_rpc/rpc_end_visit.sql
-- A player's stay ends, once all their rating slips have ended.
create function pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text default null)
returns pit.visit
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_visit pit.visit;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_visit', jsonb_build_object('p_visit_id', p_visit_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;

  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The visit has already ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail(
      'invalid_state_transition', 'The visit has an open rating slip; end that first.'
    );
  end if;

  v_before := to_jsonb(v_visit);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.visit v set ended_at = greatest(clock_timestamp(), v.started_at)
  where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit), v_before);
  return v_visit;
end
$$;

-- objects/4_rpc/rpc_enter_drop_count.sql
-- What one counter found in a box. Two people make a round; two that differ are followed by another
-- round, and two that agree by the release.
create function pit.rpc_enter_drop_count(
  p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text default null
) returns pit.drop_count_entry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_drop pit.table_drop_event;
  v_round record;
  v_entry pit.drop_count_entry;
begin
  perform pit_private.demand_role(v_actor, 'count_team');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 0 and 100000000000 then
    perform pit_private.fail('invalid_amount', 'A box holds nothing or more, and no more than a box can hold.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id, 'p_amount_cents', p_amount_cents)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count_entry, v_replay);
  end if;

  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if (v_round.entries = 1 and v_actor.staff_id = any (v_round.entered_by))
    or pit_private.has_just_entered(v_actor.casino_id, p_drop_event_id, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'You have counted that box; somebody else counts it too.');
  end if;
  if v_round.amount_cents is not null then
    perform pit_private.fail(
      'artifact_already_used', 'Two people found the same in that box; it waits for its release.'
    );
  end if;

  insert into pit.drop_count_entry (
    casino_id, gaming_table_id, drop_event_id, round, amount_cents, entered_by_staff_id, entered_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.round + v_round.entries / 2,
    p_amount_cents, v_actor.staff_id, clock_timestamp()
  ) returning * into v_entry;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;

-- objects/4_rpc/rpc_enter_paper_slip.sql
-- Records a fill or credit that went its whole way on paper, under the form's own number and with the
-- five people it names. It draws no number, so the series stay without a gap.
create function pit.rpc_enter_paper_slip(
  p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text,
  p_requested_by uuid, p_requested_at timestamptz, p_issued_by uuid, p_issued_at timestamptz,
  p_carried_by uuid, p_verified_by uuid, p_verified_at timestamptz, p_deposited_by uuid,
  p_deposited_at timestamptz, p_drop_box_id text, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_kind is not null, 'kind of slip');
  if p_kind not in ('fill', 'credit') then
    perform pit_private.fail('invalid_argument', 'A slip is a fill or a credit.');
  end if;
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_slip.kind := p_kind;
  v_slip.chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_slip.paper_number := pit_private.checked_label(p_paper_number, 'number of the form');
  v_slip.drop_box_id := pit_private.checked_label(p_drop_box_id, 'drop box');
  perform pit_private.demand_argument(
      num_nulls(p_requested_by, p_issued_by, p_carried_by, p_verified_by, p_deposited_by) = 0,
      'name of one of the five people'
    ),
    pit_private.demand_argument(
      num_nulls(p_requested_at, p_issued_at, p_verified_at, p_deposited_at) = 0,
      'time of one of the steps'
    );
  if not (
    p_requested_at <= p_issued_at and p_issued_at <= p_verified_at and p_verified_at <= p_deposited_at
  ) then
    perform pit_private.fail('invalid_argument', 'The steps of a slip follow each other.');
  end if;
  v_paper := pit_private.checked_paper(
    case p_kind when 'fill' then p_verified_at else p_requested_at end, p_paper_reason,
    p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_paper_slip',
    jsonb_build_object(
      'p_kind', p_kind, 'p_table_id', p_table_id, 'p_chipset', v_slip.chipset,
      'p_requested_by', p_requested_by, 'p_requested_at', p_requested_at at time zone 'UTC',
      'p_issued_by', p_issued_by, 'p_issued_at', p_issued_at at time zone 'UTC',
      'p_carried_by', p_carried_by, 'p_verified_by', p_verified_by,
      'p_verified_at', p_verified_at at time zone 'UTC', 'p_deposited_by', p_deposited_by,
      'p_deposited_at', p_deposited_at at time zone 'UTC', 'p_drop_box_id', v_slip.drop_box_id
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_slip.casino_id := v_actor.casino_id;
  v_slip.gaming_table_id := p_table_id;
  v_slip.requested_by_staff_id := p_requested_by;
  v_slip.requested_at := p_requested_at;
  v_slip.issued_by_staff_id := p_issued_by;
  v_slip.issued_at := p_issued_at;
  v_slip.runner_staff_id := p_carried_by;
  v_slip.verified_by_staff_id := p_verified_by;
  v_slip.verified_at := p_verified_at;
  v_slip.deposited_by_staff_id := p_deposited_by;
  v_slip.deposited_at := p_deposited_at;
  perform pit_private.check_paper_people(v_slip);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_slip.chipset);
  v_slip := pit_private.placed_on_paper(v_slip, v_session, v_paper);
  perform pit_private.check_paper_box(v_slip);

  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, paper_number, chipset,
    requested_at, requested_by_staff_id, issued_at, issued_by_staff_id, runner_staff_id,
    verified_at, verified_by_staff_id, deposited_at, deposited_by_staff_id, drop_box_id
  ) values (
    v_actor.casino_id, p_table_id, v_session.id, p_kind, 'DEPOSITED_IN_DROPBOX',
    v_slip.paper_number, v_slip.chipset, v_slip.requested_at, p_requested_by, v_slip.issued_at,
    p_issued_by, p_carried_by, v_slip.verified_at, p_verified_by, v_slip.deposited_at,
    p_deposited_by, v_slip.drop_box_id
  ) returning * into v_slip;
  perform pit_private.keep_late_entry(v_actor, p_table_id, p_kind, v_slip.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;

-- objects/4_rpc/rpc_finalize_table_rundown.sql
-- Makes a closed session's figures final. Whoever did or recorded anything in it may not, and it
-- needs its counts and every box it filled released: a final figure is a counted one.
create function pit.rpc_finalize_table_rundown(
  p_table_session_id uuid, p_idempotency_key text default null
) returns pit.table_rundown
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_rundown pit.table_rundown;
begin
  perform pit_private.demand_role(v_actor, 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_finalize_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_rundown, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, null);
  if v_session.status <> 'CLOSED' or v_session.close_reason = 'cancelled' then
    perform pit_private.refuse_transition(v_session, 'only a closed session that was run is made final');
  end if;
  if exists (
    select from pit.table_rundown r
    where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The rundown of this session is final already.');
  end if;
  if pit_private.acted_in_session(v_session, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'Whoever acted in a session does not make it final.');
  end if;
  if v_session.closing_inventory_snapshot_id is null then
    perform pit_private.fail('missing_closing_artifact', 'The session owes its closing count.');
  end if;
  if not pit_private.boxes_are_released(v_session) then
    perform pit_private.fail(
      'missing_closing_artifact', 'A box of this session is not counted and released yet.'
    );
  end if;

  select to_jsonb(r) into v_before from pit.table_rundown r
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id;
  perform pit_private.refresh_rundown(v_actor.casino_id, v_session.id);
  update pit.table_rundown r
  set metric_grade = 'FINAL', finalized_at = clock_timestamp(),
    finalized_by_staff_id = v_actor.staff_id
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
  returning * into strict v_rundown;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_rundown), v_before);
  return v_rundown;
end
$$;

-- objects/4_rpc/rpc_get_audit.sql
-- The audit of [start, end), oldest first and at most so many lines; the next page begins at the time of
-- the last line. What a counter found stays hidden until its box is released, and a transaction does not read what it
-- wrote itself: both could be rolled back and leave what was read.
create function pit.rpc_get_audit(
  p_window_start timestamptz, p_window_end timestamptz, p_person text default null,
  p_table_id uuid default null, p_kind text default null, p_limit int default 1000
) returns table (
  id uuid, logged_at timestamptz, kind text, login text, staff_id uuid, staff_name text,
  terminal text, client_address text, function_name text, idempotency_key text,
  gaming_table_id uuid, table_label text, arguments jsonb, before jsonb, after jsonb
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'auditor', 'admin');
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_kind not in ('command', 'sign_in', 'refusal', 'administration', 'export') then
    perform pit_private.fail(
      'invalid_argument', 'A line is of a command, sign_in, refusal, administration or export.'
    );
  end if;
  return query
  select e.id, e.logged_at, e.kind, e.login, e.staff_id, s.name::text, e.terminal,
    host(e.client_address), e.function_name, e.idempotency_key, t.id, t.label::text,
    case when h.is_hidden then e.arguments - 'p_amount_cents' else e.arguments end,
    e.before,
    case when h.is_hidden then e.after - 'amount_cents' else e.after end
  from pit.audit_entry e
  left join pit.staff s on s.casino_id = e.casino_id and s.id = e.staff_id
  left join pit.gaming_table t
    on t.casino_id = e.casino_id and t.id = pit_private.table_of_audit(e)
  cross join lateral (
    select e.function_name = 'rpc_enter_drop_count' and not exists (
      select from pit.drop_count c
      where c.casino_id = e.casino_id
        and c.drop_event_id = (e.arguments ->> 'p_drop_event_id')::uuid
        and c.released_in is distinct from pg_current_xact_id_if_assigned()
    ) as is_hidden
  ) h
  where e.casino_id = v_actor.casino_id
    and e.logged_at >= p_window_start and e.logged_at < p_window_end
    and e.written_in is distinct from pg_current_xact_id_if_assigned()
    and (p_person is null or e.login = p_person)
    and (p_kind is null or e.kind = p_kind)
    and (p_table_id is null or t.id = p_table_id)
  order by e.logged_at, e.id
  limit least(greatest(coalesce(p_limit, 1000), 1), 10000);
end
$$;

-- objects/4_rpc/rpc_get_boxes_to_count.sql
-- The boxes whose count is not released, oldest first, with how far each has come and no amount.
-- One the asking person has entered in this very transaction is listed when it has ended.
create function pit.rpc_get_boxes_to_count()
returns table (
  id uuid,
  gaming_table_id uuid,
  table_label text,
  drop_box_id text,
  seal_no text,
  removed_at timestamptz,
  gaming_day date,
  round int,
  entries int,
  i_entered boolean
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  return query
  select d.id, d.gaming_table_id, t.label::text, d.drop_box_id::text, d.seal_no::text,
    d.removed_at, d.gaming_day,
    case when n.is_over then r.round + 1 else r.round end,
    case when n.is_over then 0 else r.entries end,
    not n.is_over and v_actor.staff_id = any (r.entered_by)
  from pit_private.standing_drop d
  join pit.gaming_table t on t.casino_id = d.casino_id and t.id = d.gaming_table_id
  cross join lateral pit_private.count_round(d.casino_id, d.id) r
  cross join lateral (select r.entries = 2 and r.amount_cents is null as is_over) n
  where d.casino_id = v_actor.casino_id
    and not exists (
      select from pit.drop_count c where c.casino_id = d.casino_id and c.drop_event_id = d.id
    )
    and not pit_private.has_just_entered(d.casino_id, d.id, v_actor.staff_id)
  order by d.removed_at, d.id;
end
$$;

-- objects/4_rpc/rpc_get_current_table_session.sql
-- The table's live session: no row without one, never a row of NULLs.
create function pit.rpc_get_current_table_session(p_gaming_table_id uuid)
returns setof pit.table_session
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  return query select * from pit_private.live_session(v_actor.casino_id, p_gaming_table_id);
end
$$;

-- objects/4_rpc/rpc_get_heartbeat.sql
-- The proof of life: the change number with the database's clock, the day and shift it stands in,
-- who is asking, and a mark of the house's settings that is another one after any change of them, of
-- the floor or of the staff. One row, also where a pit has no table.
create function pit.rpc_get_heartbeat()
returns table (
  id uuid, casino_id uuid, casino_name text, time_zone text, change_number bigint,
  as_of timestamptz, gaming_day date, gaming_day_started_at timestamptz, shift_name text,
  shift_started_at timestamptz,
  staff_id uuid, staff_name text, staff_role text, alert_wall_count_seconds int,
  schema_version int, currency jsonb, house_version text
)
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_actor.casino_id, v_as_of);
begin
  return query
  select v_actor.casino_id, v_actor.casino_id, k.name::text, z.time_zone, c.change_number, v_as_of,
    v_day,
    pit_private.gaming_day_started_at(v_actor.casino_id, v_day), h.name, h.started_at,
    v_actor.staff_id, v_actor.staff_name, v_actor.staff_role, s.alert_wall_count_seconds,
    pit_private.schema_version(),
    jsonb_build_object(
      'code', s.currency, 'symbol', s.currency_symbol, 'minor_units', s.currency_minor_units
    ),
    md5(concat_ws('/', k.name, s::text, z::text, c.whole_number))
  from pit.casino_change c
  join pit.casino k on k.id = c.casino_id
  join pit.casino_settings s on s.casino_id = c.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, v_as_of) z
  left join pit_private.shift_at(v_actor.casino_id, v_as_of) h on true
  where c.casino_id = v_actor.casino_id;
end
$$;

-- objects/4_rpc/rpc_get_hourly_buyins.sql
-- Box tenders by table and hour of the clock in [start, end); an hour without an entry has no row.
create function pit.rpc_get_hourly_buyins(p_window_start timestamptz, p_window_end timestamptz)
returns table (
  id uuid, table_id uuid, hour_start timestamptz, amount_cents bigint, entries int
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select b.gaming_table_id, b.gaming_table_id, date_trunc('hour', b.occurred_at, h.time_zone) as at,
    coalesce(sum(b.amount_cents) filter (where b.tender_type = any (s.box_tenders)), 0)::bigint,
    count(*)::int
  from pit.table_buyin_telemetry b
  join pit.casino_settings s on s.casino_id = b.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, p_window_start) h
  where b.casino_id = v_actor.casino_id
    and b.occurred_at >= p_window_start and b.occurred_at < p_window_end
  group by b.gaming_table_id, at
  order by b.gaming_table_id, at;
end
$$;

-- objects/4_rpc/rpc_get_pit_board.sql
-- One row per table with everything the board paints, all of one snapshot. After the change number
-- p_since only the tables that changed and those in p_due, whose next alert begins by the clock:
-- laid over the picture of that number they are the whole picture of the rows' own. It is whole,
-- and says so, where more than tables changed. Figures are NULL for a role that may see status
-- only, and for a display that is not allowed money; a display is given no names and no entries.
create function pit.rpc_get_pit_board(
  p_pit text default null, p_since bigint default null, p_due uuid[] default null
)
returns table (
  id uuid, change_number bigint, as_of timestamptz, gaming_day date,
  gaming_day_started_at timestamptz, shift_name text, shift_started_at timestamptz,
  pit_id uuid, pit_name text, spot int, label text, game text, min_bet_cents bigint,
  max_bet_cents bigint, par_cents bigint, availability text, denominations_cents bigint[],
  session_id uuid, session_status text, session_version int, session_gaming_day date,
  opening_count_due boolean, session_is_empty boolean, opened_at timestamptz, opened_by_name text,
  rundown_started_at timestamptz, opener_id uuid, opener_total_cents bigint,
  opener_at timestamptz, expected_opener_cents bigint, last_closed_at timestamptz,
  owes_count boolean, last_count_type text, last_count_at timestamptz,
  last_count_total_cents bigint, slips_in_flight int, oldest_slip_at timestamptz, day json,
  shift json, session json, recent_entries json, alerts json, change_counted_for timestamptz,
  is_whole boolean, next_alert_at timestamptz
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_casino constant uuid := v_actor.casino_id;
  v_sees_figures constant boolean := v_actor.staff_role in (
    'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  ) or (v_actor.staff_role = 'display' and v_actor.shows_money);
  v_sees_names constant boolean := v_actor.staff_role <> 'display';
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_casino, v_as_of);
  v_day_start constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day);
  v_day_end constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day + 1);
  v_change bigint;
  v_is_whole boolean;
  v_shift record;
  v_floor uuid[];
  v_tables uuid[] := '{}';
  v_in_shift uuid[] := '{}';
  v_live uuid[];
  v_sessions uuid[];
  v_opened timestamptz[];
  v_listed_since timestamptz[];
  v_count int;
  v_shift_count int;
  v_live_count int;
begin
  select c.change_number, p_since is null or p_since not between c.whole_number and c.change_number
  into v_change, v_is_whole
  from pit.casino_change c where c.casino_id = v_casino;
  -- A statement for each way, because each table a statement names costs whether it is read or not.
  if v_is_whole then
    v_floor := array(select t.id from pit.gaming_table t where t.casino_id = v_casino);
  else
    v_floor := array(
      select n.gaming_table_id from pit.table_change n
      where n.casino_id = v_casino and n.change_number > p_since
    );
    if cardinality(p_due) > 0 then
      v_floor := array(
        select unnest(v_floor)
        union
        select t.id from pit.gaming_table t where t.casino_id = v_casino and t.id = any (p_due)
      );
    end if;
  end if;
  if cardinality(v_floor) = 0 then
    return;
  end if;
  select * into v_shift from pit_private.shift_at(v_casino, v_as_of);
  select coalesce(array_agg(s.gaming_table_id order by s.id), '{}'),
    coalesce(array_agg(s.id order by s.id), '{}'),
    coalesce(array_agg(s.opened_at order by s.id), '{}')
  into v_live, v_sessions, v_opened
  from pit.table_session s
  where s.casino_id = v_casino and s.status <> 'CLOSED'
    and (v_is_whole or s.gaming_table_id = any (v_floor));
  if v_sees_figures then
    v_tables := v_floor;
    v_listed_since := array(
      select least(v_day_start, l.opened_at)
      from unnest(v_floor) with ordinality f (table_id, place)
      left join unnest(v_live, v_opened) l (table_id, opened_at) on l.table_id = f.table_id
      order by f.place
    );
  end if;
  -- A shift as long as the day has the day's figures.
  if (v_shift.started_at, v_shift.ends_at) is distinct from (v_day_start, v_day_end)
    and v_shift.started_at is not null then
    v_in_shift := v_tables;
  end if;
  v_count := cardinality(v_tables);
  v_shift_count := cardinality(v_in_shift);
  v_live_count := case when v_sees_figures then cardinality(v_live) else 0 end;

  return query
  -- All windows in one call: what it looks up besides the tables it looks up once. Gathered by
  -- table and without a condition of its own, which the planner would take for one row in a loop.
  with figured as (
    select f.gaming_table_id,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_day_start and f.window_end = v_day_end
      ))[1] as in_day,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_shift.started_at
          and f.window_end = v_shift.ends_at
      ))[1] as in_shift,
      (array_agg(to_json(f)) filter (where f.session_id is not null))[1] as in_session
    from pit_private.table_figures(
      v_casino, v_tables || v_in_shift || v_live[:v_live_count],
      array_fill(v_day_start, array[v_count])
        || array_fill(v_shift.started_at, array[v_shift_count])
        || v_opened[:v_live_count],
      array_fill(v_day_end, array[v_count])
        || array_fill(v_shift.ends_at, array[v_shift_count])
        || array_fill(v_day_end + interval '1 day', array[v_live_count]),
      array_fill(null::uuid, array[v_count + v_shift_count]) || v_sessions[:v_live_count]
    ) f
    group by f.gaming_table_id
  )
  select t.id, v_change, v_as_of, v_day, v_day_start, v_shift.name, v_shift.started_at,
    t.pit_id, p.name::text, t.spot, t.label::text, t.game::text, terms.min_bet_cents,
    terms.max_bet_cents, case when v_sees_figures then terms.par_cents end, t.status,
    k.denominations_cents,
    s.id, s.status, s.version, s.gaming_day,
    coalesce(pit_private.opening_count_due(s), false),
    empty_session.id is not null,
    s.opened_at, case when v_sees_names then o.name::text end, s.rundown_started_at,
    case when v_sees_figures then opener.id end,
    case when v_sees_figures then opener.total_cents end, opener.counted_at,
    case when v_sees_figures then expected.total_cents end, previous.closed_at,
    coalesce(
      s.id is null and previous.close_reason = 'drop_only'
      and previous.closing_inventory_snapshot_id is null, false
    ),
    latest.snapshot_type, latest.counted_at,
    case when v_sees_figures then latest.total_cents end,
    slips.in_flight, slips.oldest_at,
    figures.in_day, figures.in_shift, figures.in_session,
    recent.entries,
    coalesce(alerted.alerts, '[]'), changed.counted_for, v_is_whole,
    alerted.next_alert_at
  from pit.gaming_table t
  join pit.chip_set k on k.casino_id = v_casino and k.id = t.chip_set_id
  left join pit_private.terms_in_force(v_casino, v_floor, v_day) terms
    on terms.gaming_table_id = t.id
  left join pit.pit p on p.casino_id = v_casino and p.id = t.pit_id
  left join pit.table_session s
    on s.casino_id = v_casino and s.gaming_table_id = t.id and s.status <> 'CLOSED'
  left join pit.staff o on o.casino_id = v_casino and o.id = s.opened_by_staff_id
  left join pit_private.empty_sessions(v_casino, v_sessions) empty_session (id)
    on empty_session.id = s.id
  left join lateral (
    select l.closed_at, l.close_reason, l.closing_inventory_snapshot_id from pit.table_session l
    where l.casino_id = v_casino and l.gaming_table_id = t.id
      and l.status = 'CLOSED' and l.close_reason <> 'cancelled'
    order by l.closed_at desc
    limit 1
  ) previous on true
  left join pit.table_inventory_snapshot opener
    on opener.casino_id = v_casino and opener.id = s.opening_inventory_snapshot_id
  left join pit.table_inventory_snapshot expected
    on expected.casino_id = v_casino and expected.id = previous.closing_inventory_snapshot_id
  left join lateral (
    select c.snapshot_type, c.counted_at, c.total_cents from pit_private.standing_count c
    where c.casino_id = v_casino and c.gaming_table_id = t.id
    order by c.counted_at desc, c.id desc
    limit 1
  ) latest on true
  left join lateral (
    select count(*)::int as in_flight, min(f.requested_at) as oldest_at
    from pit.fill_credit_slip f
    where f.casino_id = v_casino and f.gaming_table_id = t.id
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
  ) slips on true
  left join figured figures on figures.gaming_table_id = t.id
  left join pit_private.recent_entries(
    v_casino, case when v_sees_figures and v_sees_names then v_floor end, v_listed_since
  ) recent on recent.gaming_table_id = t.id
  left join pit_private.board_alerts(
    v_casino, v_floor, v_as_of, v_day, v_day_start, v_shift.started_at, v_sees_figures, v_sees_names
  ) alerted on alerted.gaming_table_id = t.id
  left join pit_private.change_counted_for(v_casino, v_floor)
    changed on changed.gaming_table_id = t.id
  where t.casino_id = v_casino and (v_is_whole or t.id = any (v_floor))
    and (p_pit is null or p.name = p_pit)
  order by p.position nulls last, t.spot, t.label;
end
$$;

-- objects/4_rpc/rpc_get_shift_sheet.sql
-- The sheet of a shift as it stands, and, once it was signed, as it was signed with what came late.
create function pit.rpc_get_shift_sheet(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null
) returns table (
  id uuid, pit_id uuid, window_start timestamptz, window_end timestamptz, sheet jsonb,
  sign_off_id uuid, signed_sheet jsonb, outgoing_staff_id uuid, signed_at timestamptz,
  incoming_staff_id uuid, incoming_signed_at timestamptz, late jsonb
)
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select coalesce(p_pit_id, v_actor.casino_id), p_pit_id, p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    o.id, o.sheet, o.outgoing_staff_id, o.signed_at, n.incoming_staff_id, n.signed_at,
    case
      when o.id is null then '[]'::jsonb
      else pit_private.late_records(
        v_actor.casino_id, p_pit_id, p_window_start, p_window_end, o.signed_at
      )
    end
  from (select) as one
  left join pit.shift_sign_off o
    on o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
    and o.window_start = p_window_start and o.window_end = p_window_end
  left join pit.shift_sign_on n on n.casino_id = o.casino_id and n.shift_sign_off_id = o.id;
end
$$;

-- objects/4_rpc/rpc_get_shift_windows.sql
-- The shift an instant falls in (now without one), the one before, last week's and the gaming day.
create function pit.rpc_get_shift_windows(p_at timestamptz default null)
returns table (
  id text, name text, shift_name text, gaming_day date, window_start timestamptz,
  window_end timestamptz
)
language plpgsql stable security definer rows 4
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  if p_at not between '1900-01-01' and '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That time is on no calendar of a casino.');
  end if;
  return query
  select w.name, w.name, w.shift_name, w.gaming_day, w.window_start, w.window_end
  from pit_private.shift_windows(v_actor.casino_id, coalesce(p_at, statement_timestamp())) w;
end
$$;

-- objects/4_rpc/rpc_issue_table_credit.sql
-- Counts the chips of a credit into the cage under the next number of its series.
create function pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.issue_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_issue_table_fill.sql
-- Hands the chips of a fill out of the cage under the next number of its series.
create function pit.rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.issue_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_log_table_buyin_telemetry.sql
-- Logs an observed buy-in. Linkage decides between rated and unrated, never the amount. Without a
-- session it is taken only when the caller says that it is meant to stand outside any session. A late
-- entry was made while the server was away: it goes to the session that ran at its own time.
create function pit.rpc_log_table_buyin_telemetry(
  p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid default null,
  p_rating_slip_id uuid default null, p_tender_type text default null, p_note text default null,
  p_idempotency_key text default null, p_occurred_at timestamptz default null,
  p_outside_session boolean default false, p_is_late boolean default false,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_buyin_telemetry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_is_late constant boolean := p_is_late is true
    or num_nonnulls(p_paper_reason, p_paper_number) > 0;
  v_now timestamptz;
  v_occurred_at timestamptz;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.check_buyin(p_amount_cents, p_telemetry_kind, v_tender, p_visit_id, p_rating_slip_id);
  perform pit_private.demand_argument(
    p_occurred_at is not null or p_is_late is not true, 'time of a late entry'
  );
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(
    case when num_nonnulls(p_paper_reason, p_paper_number) > 0 then p_occurred_at end,
    p_paper_reason, p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_buyin_telemetry',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_amount_cents', p_amount_cents,
      'p_telemetry_kind', p_telemetry_kind, 'p_visit_id', p_visit_id,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender, 'p_note', v_note,
      'p_occurred_at', p_occurred_at at time zone 'UTC',
      'p_outside_session', p_outside_session is true, 'p_is_late', p_is_late is true
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;

  -- A statement of its own: what the next one sees is then no older than the lock.
  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_now := clock_timestamp();
  v_occurred_at := coalesce(p_occurred_at, v_now);
  if v_paper.occurred_at is not null then
    v_occurred_at := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  end if;
  if v_is_late then
    perform pit_private.check_table_took_buyin(
      v_actor.casino_id, v_table, v_occurred_at, p_outside_session is true
    );
  else
    perform pit_private.check_table_takes_buyin(
      v_actor.casino_id, v_table, p_occurred_at, p_outside_session is true
    );
  end if;
  if p_rating_slip_id is not null and not exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.id = p_rating_slip_id
  ) then
    perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit at this table.');
  end if;
  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key, created_at
  ) values (
    v_actor.casino_id, p_table_id, p_amount_cents, p_telemetry_kind, v_tender, p_visit_id,
    p_rating_slip_id, v_occurred_at, v_actor.staff_id, v_note, v_key, v_now
  ) returning * into v_entry;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'entry', v_entry.id, v_paper, v_key);
  if v_is_late then
    perform pit_private.refresh_closed_sessions(
      v_actor.casino_id, p_table_id, v_entry.occurred_at
    );
  end if;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;

-- objects/4_rpc/rpc_log_table_drop.sql
-- Records that a drop box left the table and which one came in: custody only, no amount. It may
-- happen without a session.
create function pit.rpc_log_table_drop(
  p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid,
  p_note text default null, p_idempotency_key text default null, p_box_in_id text default null,
  p_box_in_seal_no text default null, p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_drop_event
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_box text;
  v_seal text;
  v_box_in text;
  v_seal_in text;
  v_note text;
  v_replay jsonb;
  v_now timestamptz;
  v_before timestamptz;
  v_drop pit.table_drop_event;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_seal := pit_private.checked_label(p_seal_no, 'seal');
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  if num_nonnulls(p_box_in_id, p_box_in_seal_no) > 0 then
    v_box_in := pit_private.checked_label(p_box_in_id, 'box put in');
    v_seal_in := pit_private.checked_label(p_box_in_seal_no, 'seal of the box put in');
  end if;
  if v_box_in = v_box then
    perform pit_private.fail('invalid_argument', 'The box put in is not the one taken out.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_drop',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_drop_box_id', v_box, 'p_seal_no', v_seal,
      'p_witnessed_by', p_witnessed_by, 'p_note', v_note, 'p_box_in_id', v_box_in,
      'p_box_in_seal_no', v_seal_in
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_drop_event, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_witnessed_by);
  perform pit_private.queue_for_change(v_actor.casino_id);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  -- Whatever a form has for the same minute came before it.
  v_before := case
    when v_paper.occurred_at is null then 'infinity' else v_now + interval '1 microsecond'
  end;
  perform pit_private.check_box_in(v_actor.casino_id, v_box_in, v_before);
  perform pit_private.check_box_out(v_actor.casino_id, p_table_id, v_box, v_before);
  if v_paper.occurred_at is not null then
    perform pit_private.check_box_took_its_forms(v_actor.casino_id, p_table_id, v_box, v_now);
  end if;
  insert into pit.table_drop_event (
    casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
    box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
  ) values (
    v_actor.casino_id, p_table_id,
    (select s.id from pit_private.live_session(v_actor.casino_id, p_table_id) s),
    v_box, v_seal, v_box_in, v_seal_in, v_now, v_actor.staff_id, p_witnessed_by, v_note
  ) returning * into v_drop;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'drop', v_drop.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_drop));
  return v_drop;
end
$$;

-- objects/4_rpc/rpc_log_table_inventory_snapshot.sql
-- Records a count of the tray. Opening, closing and shift-change counts name a second person; an
-- opening count that differs from the previous closer needs a note. Without a session only an
-- opening count or the count a session owes is taken.
create function pit.rpc_log_table_inventory_snapshot(
  p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text default null,
  p_idempotency_key text default null, p_counted_with uuid default null,
  p_shift_boundary timestamptz default null, p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_inventory_snapshot
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_note text;
  v_replay jsonb;
  v_session pit.table_session;
  v_owing pit.table_session;
  v_now timestamptz;
  v_count pit.table_inventory_snapshot;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.demand_argument(p_snapshot_type is not null, 'type of count');
  if p_snapshot_type not in ('open', 'rundown', 'close') then
    perform pit_private.fail('invalid_argument', 'A count is of type open, rundown or close.');
  end if;
  perform pit_private.demand_argument(p_chipset is not null, 'count');
  perform pit_private.check_chipset(p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  perform pit_private.demand_argument(
    p_counted_with is not null or (p_snapshot_type = 'rundown' and p_shift_boundary is null),
    'person who counted with you'
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_inventory_snapshot',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_snapshot_type', p_snapshot_type, 'p_chipset', p_chipset,
      'p_note', v_note, 'p_counted_with', p_counted_with,
      'p_shift_boundary', p_shift_boundary at time zone 'UTC'
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_inventory_snapshot, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_counted_with);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  perform pit_private.check_shift_boundary(
    v_actor.casino_id, p_snapshot_type, p_shift_boundary, v_now
  );
  select * into v_session from pit_private.live_session(v_actor.casino_id, p_table_id);
  if v_session.id is null and p_snapshot_type = 'close' then
    select * into v_owing from pit_private.last_closed_session(v_actor.casino_id, p_table_id) s
    where s.closing_inventory_snapshot_id is null;
  end if;
  perform pit_private.check_count_fits_state(v_session, v_owing.id is not null, p_snapshot_type);
  if p_snapshot_type = 'open' and v_note is null then
    perform pit_private.check_opener_is_expected(
      v_actor.casino_id, p_table_id, pit_private.chipset_total_cents(p_chipset)
    );
  end if;

  insert into pit.table_inventory_snapshot (
    casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
    recorded_by_staff_id, counted_with_staff_id, shift_boundary
  ) values (
    v_actor.casino_id, p_table_id, coalesce(v_session.id, v_owing.id), p_snapshot_type, p_chipset,
    v_note, v_now, v_actor.staff_id, p_counted_with, p_shift_boundary
  ) returning * into v_count;
  perform pit_private.attach_owed_count(v_actor.staff_id, v_count, v_count.counted_at);
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'count', v_count.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;

-- objects/4_rpc/rpc_mark_shift_checkpoint.sql
-- Marks a moment, so that what comes after it can be told apart.
create function pit.rpc_mark_shift_checkpoint(
  p_note text default null, p_idempotency_key text default null
) returns pit.shift_checkpoint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_checkpoint pit.shift_checkpoint;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_mark_shift_checkpoint', jsonb_build_object('p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_checkpoint, v_replay);
  end if;
  insert into pit.shift_checkpoint (casino_id, made_at, made_by_staff_id, note)
  values (v_actor.casino_id, clock_timestamp(), v_actor.staff_id, v_note)
  returning * into v_checkpoint;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_checkpoint));
  return v_checkpoint;
end
$$;

-- objects/4_rpc/rpc_note_export.sql
-- What leaves the screen for a file is told before it is written: a picture of the board, what a
-- screen lists, a report, a sheet. Thirty a minute are kept of one login, and what is not kept is
-- not written.
create function pit.rpc_note_export(p_what text) returns table (id uuid, is_kept boolean)
language plpgsql security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_what is not null, 'what');
  if p_what not in (
    'screenshot', 'list', 'slips', 'alerts', 'records', 'shift', 'boxes', 'report', 'sheet'
  ) then
    perform pit_private.fail(
      'invalid_argument', 'What leaves the screen is a screenshot, a list, a report or a sheet.'
    );
  end if;
  if pit_private.is_too_often(v_actor, 'export', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'export', 'rpc_note_export', null,
    jsonb_build_object('what', p_what), null, null
  ), true;
end
$$;

-- objects/4_rpc/rpc_note_refusal.sql
-- What was refused was rolled back with its trace, so the program tells it afterwards: which code,
-- which RPC, which key, and no argument. Thirty a minute are kept of one login.
create function pit.rpc_note_refusal(
  p_code text, p_function_name text, p_idempotency_key text default null
) returns table (id uuid, is_kept boolean)
language plpgsql security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_code is not null, 'code');
  perform pit_private.demand_argument(p_function_name is not null, 'function');
  if p_code !~ '^[a-z][a-z_]{0,63}$' or p_function_name !~ '^rpc_[a-z_]{1,59}$' then
    perform pit_private.fail('invalid_argument', 'A code and an RPC are words of small letters.');
  end if;
  if p_idempotency_key is not null then
    perform pit_private.checked_key(p_idempotency_key);
  end if;
  if pit_private.is_too_often(v_actor, 'refusal', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'refusal', p_function_name, p_idempotency_key,
    jsonb_build_object('code', p_code), null, null
  ), true;
end
$$;

-- objects/4_rpc/rpc_open_table_session.sql
-- Starts a session on a table that has none. It begins OPEN where the casino requires an opening
-- count that was not made yet, else ACTIVE.
create function pit.rpc_open_table_session(
  p_gaming_table_id uuid, p_idempotency_key text default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_previous pit.table_session;
  v_opener pit.table_inventory_snapshot;
  v_required boolean;
  v_now timestamptz;
  v_session pit.table_session;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_open_table_session',
    jsonb_build_object('p_gaming_table_id', p_gaming_table_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_gaming_table_id);
  if v_table.status <> 'active' then
    perform pit_private.fail('table_not_available', format('%s is not on the floor.', v_table.label));
  end if;
  if exists (select from pit_private.live_session(v_actor.casino_id, p_gaming_table_id)) then
    perform pit_private.fail('active_session_exists', format('%s is already open.', v_table.label));
  end if;
  select * into v_previous from pit_private.last_closed_session(v_actor.casino_id, p_gaming_table_id);
  select * into v_opener from pit_private.unused_opening_count(v_actor.casino_id, p_gaming_table_id);
  if v_previous.close_reason = 'drop_only' and v_previous.closing_inventory_snapshot_id is null
    and (v_opener.id is null or v_opener.note is null) then
    perform pit_private.fail(
      'missing_opening_count',
      coalesce(
        (
          select format(
            '%s has to sign the opening count first.',
            pit_private.signature_due(v_actor.casino_id, c.id)
          )
          from pit_private.unused_opening_counts(v_actor.casino_id, p_gaming_table_id) c
          where v_opener.id is null
          limit 1
        ),
        format('%s closed without a count; count the tray with a note before it opens.', v_table.label)
      )
    );
  end if;

  select s.opening_count_required into strict v_required
  from pit.casino_settings s where s.casino_id = v_actor.casino_id;
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_gaming_table_id, v_paper);
  insert into pit.table_session (
    casino_id, gaming_table_id, shift_id, status, opening_count_required, opened_at,
    opened_by_staff_id, expected_inventory_snapshot_id, opening_inventory_snapshot_id
  ) values (
    v_actor.casino_id, p_gaming_table_id,
    (select h.shift_id from pit_private.shift_at(v_actor.casino_id, v_now) h),
    case when v_required and v_opener.id is null then 'OPEN' else 'ACTIVE' end,
    v_required, v_now, v_actor.staff_id, v_previous.closing_inventory_snapshot_id, v_opener.id
  ) returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, p_gaming_table_id, 'open',
    pit_private.record_transition(v_session, 'open', null, v_actor.staff_id, v_now, v_opener.note),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session));
  return v_session;
end
$$;

-- objects/4_rpc/rpc_record_player_transaction.sql
-- Records money a player brought or took. A buy-in with a rating slip flows into the telemetry.
create function pit.rpc_record_player_transaction(
  p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid default null,
  p_tender_type text default null, p_occurred_at timestamptz default null,
  p_note text default null, p_idempotency_key text default null
) returns pit.player_financial_transaction
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_now timestamptz;
  v_transaction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.check_transaction(p_direction, p_amount_cents, v_tender);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_record_player_transaction',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_direction', p_direction, 'p_amount_cents', p_amount_cents,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender,
      'p_occurred_at', p_occurred_at at time zone 'UTC', 'p_note', v_note
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;

  if not exists (
    select from pit.visit v where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  if p_rating_slip_id is not null then
    select * into v_slip from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.id = p_rating_slip_id;
    if not found then
      perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit.');
    end if;
    perform pit_private.lock_table(v_actor.casino_id, v_slip.gaming_table_id);
  end if;
  perform pit_private.check_transaction_time(p_occurred_at, v_slip.started_at);
  v_now := clock_timestamp();
  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, amount_cents, tender_type,
    occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, p_visit_id, v_slip.id, v_slip.gaming_table_id, p_direction, p_amount_cents,
    v_tender, coalesce(p_occurred_at, v_now), v_actor.staff_id, v_note, v_now
  ) returning * into v_transaction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_transaction));
  return v_transaction;
end
$$;

-- objects/4_rpc/rpc_release_drop_count.sql
-- Makes known what two people found alike, by somebody who entered nothing for that box. The amount
-- is read once it is committed, and is in no answer: a release that is rolled back tells nothing.
create function pit.rpc_release_drop_count(
  p_drop_event_id uuid, p_idempotency_key text default null
) returns pit.drop_count
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_drop pit.table_drop_event;
  v_round record;
  v_count pit.drop_count;
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_release_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count, v_replay);
  end if;

  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  if exists (
    select from pit.drop_count_entry e
    where e.casino_id = v_actor.casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = v_actor.staff_id
  ) then
    perform pit_private.fail('same_person', 'You counted that box; somebody else releases it.');
  end if;
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if v_round.entries < 2 then
    perform pit_private.fail(
      'missing_argument',
      case v_round.entries
        when 0 then 'Two people count a box; nobody has.'
        else 'Two people count a box; one has.'
      end
    );
  end if;
  if v_round.amount_cents is null then
    perform pit_private.fail('invalid_amount', 'The two entries differ; count the box again.');
  end if;

  insert into pit.drop_count (
    casino_id, gaming_table_id, drop_event_id, amount_cents, released_by_staff_id, released_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.amount_cents, v_actor.staff_id,
    clock_timestamp()
  ) returning * into v_count;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.removed_at
  );
  v_count.amount_cents := null;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;

-- objects/4_rpc/rpc_request_table_credit.sql
-- Counts chips out of the tray, to be sent back to the cage.
create function pit.rpc_request_table_credit(
  p_table_id uuid, p_chipset jsonb, p_note text default null, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.request_slip(
    v_actor, 'credit', p_table_id, p_chipset, p_note, p_idempotency_key
  );
end
$$;

-- objects/4_rpc/rpc_request_table_fill.sql
-- Asks the cage to bring chips to a table.
create function pit.rpc_request_table_fill(
  p_table_id uuid, p_chipset jsonb, p_note text default null, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.request_slip(
    v_actor, 'fill', p_table_id, p_chipset, p_note, p_idempotency_key
  );
end
$$;

-- objects/4_rpc/rpc_resolve_command.sql
-- What became of a command whose reply was lost: applied, with its first result, or fenced now so
-- that a late first attempt can never apply.
create function pit.rpc_resolve_command(p_idempotency_key text)
returns table (id uuid, idempotency_key text, is_applied boolean, function_name text, result jsonb)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_logged pit.command_log;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_idempotency_key is not null, 'key');
  perform pit_private.demand_read_committed();
  insert into pit.command_log as l (
    casino_id, idempotency_key, function_name, arguments, actor_id, is_fenced
  ) values (
    v_actor.casino_id, pit_private.checked_key(p_idempotency_key), 'rpc_resolve_command', '{}',
    v_actor.staff_id, true
  ) on conflict on constraint command_log_pkey do nothing;
  if found then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'command', 'rpc_resolve_command', p_idempotency_key,
      '{}', null, jsonb_build_object('is_fenced', true)
    );
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = v_actor.casino_id and l.idempotency_key = p_idempotency_key;
  if v_logged.actor_id <> v_actor.staff_id then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another person.');
  end if;
  return query select (v_logged.result ->> 'id')::uuid, v_logged.idempotency_key,
    not v_logged.is_fenced,
    case when not v_logged.is_fenced then v_logged.function_name end, v_logged.result;
end
$$;

-- objects/4_rpc/rpc_resume_table_session.sql
-- Takes a rundown back: ACTIVE again, or OPEN while its opening count is still due.
create function pit.rpc_resume_table_session(
  p_table_session_id uuid, p_reason text, p_idempotency_key text default null,
  p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_reason text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_reason := pit_private.checked_reason(p_reason);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_resume_table_session',
    jsonb_build_object('p_table_session_id', p_table_session_id, 'p_reason', v_reason)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'RUNDOWN' then
    perform pit_private.refuse_transition(v_session, 'only a RUNDOWN is taken back');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = case when pit_private.opening_count_due(v_session) then 'OPEN' else 'ACTIVE' end,
    rundown_started_at = null, rundown_started_by_staff_id = null
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'resume',
    pit_private.record_transition(
      v_session, 'resume', 'RUNDOWN', v_actor.staff_id, v_now, v_reason
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;

-- objects/4_rpc/rpc_reverse_table_buyin_telemetry.sql
-- Reverses an entry once, with what finance adjusted of it, at the entry's own time. The author's
-- last own entry of the table needs no reason; every other one does, and finance's always.
create function pit.rpc_reverse_table_buyin_telemetry(
  p_telemetry_id uuid, p_reason text default null, p_idempotency_key text default null
) returns pit.table_buyin_telemetry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.table_buyin_telemetry;
  v_stands_cents bigint;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_telemetry_id is not null, 'entry');
  v_reason := pit_private.checked_note(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_reverse_table_buyin_telemetry',
    jsonb_build_object('p_telemetry_id', p_telemetry_id, 'p_reason', v_reason)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;

  select * into v_original from pit.table_buyin_telemetry b
  where b.casino_id = v_actor.casino_id and b.id = p_telemetry_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such entry in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_original.gaming_table_id);
  if v_original.telemetry_kind = 'REVERSAL' then
    perform pit_private.fail('invalid_argument', 'A reversal is not reversed; log the buy-in again.');
  end if;
  if v_original.telemetry_kind = 'ADJUSTMENT' then
    perform pit_private.fail('invalid_argument', 'An adjustment is finance''s; reverse the buy-in it adjusts.');
  end if;
  if exists (
    select from pit.table_buyin_telemetry r
    where r.casino_id = v_actor.casino_id and r.reverses_id = v_original.id
  ) then
    perform pit_private.fail('already_reversed', 'The entry was already reversed.');
  end if;
  perform pit_private.check_not_final(
    v_actor.casino_id, v_original.gaming_table_id, v_original.occurred_at
  );
  if v_reason is null and v_original.id is distinct from (
    select b.id from pit.table_buyin_telemetry b
    where b.casino_id = v_actor.casino_id and b.gaming_table_id = v_original.gaming_table_id
      and b.actor_id = v_actor.staff_id
      and b.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      and not pit_private.is_from_finance(b.idempotency_key)
      and not exists (
        select from pit.table_buyin_telemetry r
        where r.casino_id = b.casino_id and r.reverses_id = b.id
      )
    order by b.created_at desc
    limit 1
  ) then
    perform pit_private.fail('reason_required', 'Only your own last entry is undone without a reason.');
  end if;
  v_stands_cents := pit_private.standing_entry_cents(v_actor.casino_id, v_original.id);
  if v_stands_cents <= 0 then
    perform pit_private.fail('invalid_amount', 'Finance has adjusted all of the entry away.');
  end if;

  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    v_actor.casino_id, v_original.gaming_table_id, -v_stands_cents, 'REVERSAL',
    v_original.tender_type, v_original.visit_id, v_original.rating_slip_id, v_original.id,
    v_original.occurred_at, v_actor.staff_id, v_reason, v_key
  ) returning * into v_entry;
  perform pit_private.refresh_closed_sessions(
    v_actor.casino_id, v_entry.gaming_table_id, v_entry.occurred_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;

-- objects/4_rpc/rpc_session_metrics.sql
-- What of a window belongs to which session of a table, and what to none: entries, fills and
-- credits of these rows add up to the table's own row.
create function pit.rpc_session_metrics(
  p_window_start timestamptz, p_window_end timestamptz, p_table_id uuid default null
) returns table (
  id uuid, table_id uuid, table_session_id uuid, opened_at timestamptz, closed_at timestamptz,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint,
  win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamptz,
  win_to timestamptz
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_tables uuid[];
  v_sessions uuid[];
  v_count int;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_table_id is not null and not exists (
    select from pit.gaming_table t where t.casino_id = v_actor.casino_id and t.id = p_table_id
  ) then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  -- A moved edge reaches at most four hours beyond the window; an owed count comes at any time.
  select array_agg(s.gaming_table_id order by s.opened_at, s.id),
    array_agg(s.id order by s.opened_at, s.id)
  into v_tables, v_sessions
  from pit.gaming_table t
  cross join lateral (
    select least(
      pit_private.ran_since(t.casino_id, t.id, p_window_start - interval '4 hours'),
      (
        select max(n.opened_at) from pit.table_session n
        where n.casino_id = t.casino_id and n.gaming_table_id = t.id
          and n.opened_at < p_window_start - interval '4 hours'
      )
    ) as since
    offset 0
  ) ran
  cross join lateral (
    select n.gaming_table_id, n.id, n.opened_at from pit.table_session n
    where n.casino_id = t.casino_id and n.gaming_table_id = t.id
      and n.opened_at >= ran.since and n.opened_at < p_window_end + interval '4 hours'
      and (n.closed_at is null or n.closed_at >= p_window_start - interval '4 hours')
    union
    select n.gaming_table_id, n.id, n.opened_at from pit_private.standing_count c
    join pit.table_session n on n.casino_id = c.casino_id and n.id = c.table_session_id
    where c.casino_id = t.casino_id and c.gaming_table_id = t.id and c.snapshot_type = 'close'
      and c.counted_at >= p_window_start and c.counted_at < p_window_end + interval '4 hours'
      and n.opened_at < p_window_end + interval '4 hours'
  ) s
  where t.casino_id = v_actor.casino_id and (p_table_id is null or t.id = p_table_id);
  v_count := coalesce(cardinality(v_tables), 0);
  return query
  select s.id, f.gaming_table_id, s.id, s.opened_at, s.closed_at, f.fills_cents, f.credits_cents,
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.tray_cents, f.est_win_cents, f.win_from,
    f.win_to
  from pit_private.table_figures(
    v_actor.casino_id, v_tables, array_fill(p_window_start, array[v_count]),
    array_fill(p_window_end, array[v_count]), v_sessions
  ) f
  join pit.table_session s on s.casino_id = v_actor.casino_id and s.id = f.session_id
  where f.tray_cents is not null
    or s.opened_at < f.edge_end and (s.closed_at is null or s.closed_at >= f.edge_start)
  union all
  select null, o.* from pit_private.outside_sessions(
    v_actor.casino_id, p_window_start, p_window_end, p_table_id
  ) o
  order by 2, 4 nulls last;
end
$$;

-- objects/4_rpc/rpc_shift_casino_metrics.sql
-- The casino's sums in [start, end): every table, those in no pit included.
create function pit.rpc_shift_casino_metrics(
  p_window_start timestamptz, p_window_end timestamptz
) returns table (
  id uuid, casino_id uuid, window_start timestamptz, window_end timestamptz,
  tables int, tables_with_opening int, tables_with_closing int, tables_with_telemetry int,
  tables_with_good_coverage int, tables_with_estimate int, tables_counted int,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_total_cents bigint,
  estimated_drop_grind_total_cents bigint, estimated_drop_buyins_total_cents bigint,
  win_loss_inventory_total_cents bigint, win_loss_estimated_total_cents bigint,
  since_count_buyins_total_cents bigint, since_count_fills_total_cents bigint,
  since_count_credits_total_cents bigint, discrepancy_total_cents bigint,
  outside_session_total_cents bigint, counted_drop_total_cents bigint,
  counted_win_total_cents bigint, hold_percent numeric, metric_grade text
)
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select v_actor.casino_id, v_actor.casino_id, p_window_start, p_window_end, s.*
  from pit_private.sum_metrics(
    array(select t from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t)
  ) s;
end
$$;

-- objects/4_rpc/rpc_shift_pit_metrics.sql
-- One row for every pit, or the one that is asked for, and one for the tables in no pit.
create function pit.rpc_shift_pit_metrics(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null
) returns table (
  id uuid, pit_id uuid, pit_name text, window_start timestamptz, window_end timestamptz,
  tables int, tables_with_opening int, tables_with_closing int, tables_with_telemetry int,
  tables_with_good_coverage int, tables_with_estimate int, tables_counted int,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_total_cents bigint,
  estimated_drop_grind_total_cents bigint, estimated_drop_buyins_total_cents bigint,
  win_loss_inventory_total_cents bigint, win_loss_estimated_total_cents bigint,
  since_count_buyins_total_cents bigint, since_count_fills_total_cents bigint,
  since_count_credits_total_cents bigint, discrepancy_total_cents bigint,
  outside_session_total_cents bigint, counted_drop_total_cents bigint,
  counted_win_total_cents bigint, hold_percent numeric, metric_grade text
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select p.id, p.id, p.name::text, p_window_start, p_window_end, s.*
  from (
    select t.pit_id, array_agg(t) as tables
    from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t
    group by t.pit_id
  ) g
  left join pit.pit p on p.casino_id = v_actor.casino_id and p.id = g.pit_id
  cross join lateral pit_private.sum_metrics(g.tables) s
  where p_pit_id is null or p.id = p_pit_id
  order by p.position nulls last;
end
$$;

-- objects/4_rpc/rpc_shift_table_metrics.sql
-- One row for every table that was on the floor in [start, end), in pit order.
create function pit.rpc_shift_table_metrics(
  p_window_start timestamptz, p_window_end timestamptz
) returns setof pit.table_metrics
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select * from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end);
end
$$;

-- objects/4_rpc/rpc_sign_custody_record.sql
-- The signature of the second person who was named in a record, over their own login. A count that
-- a closed session owes is attached once it is signed.
create function pit.rpc_sign_custody_record(
  p_record_kind text, p_record_id uuid, p_idempotency_key text default null
) returns pit.custody_signature
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_named uuid;
  v_table_id uuid;
  v_signature pit.custody_signature;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_record_kind is not null, 'kind of record');
  if p_record_kind not in ('count', 'drop', 'void', 'slip_void') then
    perform pit_private.fail('invalid_argument', 'A count, a drop, a void or a voided slip is signed.');
  end if;
  perform pit_private.demand_argument(p_record_id is not null, 'record');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_custody_record',
    jsonb_build_object('p_record_kind', p_record_kind, 'p_record_id', p_record_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_signature, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, n.gaming_table_id)
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  select n.staff_id, n.gaming_table_id into v_named, v_table_id
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such record to sign.');
  end if;
  if v_named <> v_actor.staff_id then
    perform pit_private.fail('forbidden', 'Only the second person who was named signs.');
  end if;
  if exists (
    select from pit.custody_signature g
    where g.casino_id = v_actor.casino_id and g.record_id = p_record_id
  ) then
    perform pit_private.fail('artifact_already_used', 'The record is already signed.');
  end if;

  insert into pit.custody_signature (casino_id, record_kind, record_id, staff_id, signed_at)
  values (v_actor.casino_id, p_record_kind, p_record_id, v_actor.staff_id, clock_timestamp())
  returning * into v_signature;
  perform pit_private.attach_owed_count(v_actor.staff_id, c, v_signature.signed_at)
  from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_record_id;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_signature), null, v_table_id);
  return v_signature;
end
$$;

-- objects/4_rpc/rpc_sign_in.sql
-- Whom the server takes this login for, and that they signed in; a program asks once a sign-in.
-- Sixty a minute are kept of one login.
create function pit.rpc_sign_in()
returns table (
  id uuid, casino_id uuid, staff_id uuid, staff_name text, staff_role text, is_kept boolean
)
language plpgsql security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_is_kept boolean;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin', 'display'
  );
  v_is_kept := not pit_private.is_too_often(v_actor, 'sign_in', 60);
  if v_is_kept then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'sign_in', 'rpc_sign_in', null,
      jsonb_build_object('role', v_actor.staff_role), null, null
    );
  end if;
  return query
  select v_actor.staff_id, v_actor.casino_id, v_actor.staff_id, v_actor.staff_name,
    v_actor.staff_role, v_is_kept;
end
$$;

-- objects/4_rpc/rpc_sign_off_shift.sql
-- The outgoing supervisor signs a shift's sheet: its figures are frozen as they stand. A pit boss
-- signs a pit, a shift manager a pit or the casino.
create function pit.rpc_sign_off_shift(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null,
  p_note text default null, p_idempotency_key text default null
) returns pit.shift_sign_off
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.check_window(p_window_start, p_window_end);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_off_shift',
    jsonb_build_object(
      'p_window_start', p_window_start at time zone 'UTC',
      'p_window_end', p_window_end at time zone 'UTC', 'p_pit_id', p_pit_id, 'p_note', v_note
    )
  );
  if v_replay is not null then
    -- The sheet is kept once, in its row, which nobody changes.
    select * into strict v_sign_off from pit.shift_sign_off s
    where s.casino_id = v_actor.casino_id and s.id = (v_replay ->> 'id')::uuid;
    return v_sign_off;
  end if;

  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  if v_actor.staff_role = 'pit_boss' and p_pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  perform pit_private.check_shift_window(v_actor.casino_id, p_window_start, p_window_end);
  -- Whatever is being recorded commits before this sheet or after it, never in between.
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_off o
    where o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
      and o.window_start = p_window_start and o.window_end = p_window_end
  ) then
    perform pit_private.fail('already_final', 'The sheet of this shift is signed already.');
  end if;
  insert into pit.shift_sign_off (
    casino_id, pit_id, shift_name, window_start, window_end, sheet, note, outgoing_staff_id,
    signed_at
  ) values (
    v_actor.casino_id, p_pit_id,
    (
      select h.name from pit_private.shift_at(v_actor.casino_id, p_window_start) h
      where h.ends_at = p_window_end
    ),
    p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    v_note, v_actor.staff_id, clock_timestamp()
  ) returning * into v_sign_off;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_off) - 'sheet');
  return v_sign_off;
end
$$;

-- objects/4_rpc/rpc_sign_on_shift.sql
-- The incoming supervisor signs the sheet the outgoing one signed; never the same person.
create function pit.rpc_sign_on_shift(
  p_shift_sign_off_id uuid, p_idempotency_key text default null
) returns pit.shift_sign_on
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
  v_sign_on pit.shift_sign_on;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_shift_sign_off_id is not null, 'signed sheet');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_on_shift',
    jsonb_build_object('p_shift_sign_off_id', p_shift_sign_off_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_sign_on, v_replay);
  end if;

  select * into v_sign_off from pit.shift_sign_off o
  where o.casino_id = v_actor.casino_id and o.id = p_shift_sign_off_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such signed sheet in this casino.');
  end if;
  if v_actor.staff_role = 'pit_boss' and v_sign_off.pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  if v_sign_off.outgoing_staff_id = v_actor.staff_id then
    perform pit_private.fail('same_person', 'Who goes and who comes are two people.');
  end if;
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_on n
    where n.casino_id = v_actor.casino_id and n.shift_sign_off_id = v_sign_off.id
  ) then
    perform pit_private.fail('already_final', 'The incoming supervisor has signed already.');
  end if;
  insert into pit.shift_sign_on (casino_id, shift_sign_off_id, incoming_staff_id, signed_at)
  values (v_actor.casino_id, v_sign_off.id, v_actor.staff_id, clock_timestamp())
  returning * into v_sign_on;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_on));
  return v_sign_on;
end
$$;

-- objects/4_rpc/rpc_start_rating_slip.sql
-- A player's play at a running table is rated from here on: one open slip a seat, and one a visit.
create function pit.rpc_start_rating_slip(
  p_visit_id uuid, p_table_id uuid, p_seat_number int default null,
  p_idempotency_key text default null
) returns pit.rating_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_visit pit.visit;
  v_slip pit.rating_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  if p_seat_number not between 1 and 30 then
    perform pit_private.fail('invalid_argument', 'A seat is from 1 to 30.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_rating_slip',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_table_id', p_table_id, 'p_seat_number', p_seat_number
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if not exists (select from pit_private.live_session(v_actor.casino_id, p_table_id)) then
    perform pit_private.fail('no_live_session', format('%s has no running session.', v_table.label));
  end if;
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_linkage', 'The visit has ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.seat_number = p_seat_number and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', format('Seat %s has an open slip.', p_seat_number));
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', 'The visit has an open slip at this table.');
  end if;

  insert into pit.rating_slip (casino_id, visit_id, gaming_table_id, seat_number, started_at)
  values (v_actor.casino_id, p_visit_id, p_table_id, p_seat_number, clock_timestamp())
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;

-- objects/4_rpc/rpc_start_table_rundown.sql
-- Begins the closing procedures; play, fills and buy-ins may go on until the close.
create function pit.rpc_start_table_rundown(
  p_table_session_id uuid, p_idempotency_key text default null, p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or ACTIVE session is run down');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'RUNDOWN', rundown_started_at = greatest(v_now, s.opened_at),
    rundown_started_by_staff_id = v_actor.staff_id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'rundown',
    pit_private.record_transition(
      v_session, 'rundown', v_from, v_actor.staff_id, v_session.rundown_started_at, null
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;

-- objects/4_rpc/rpc_start_visit.sql
-- A player's stay begins; a stranger has no reference.
create function pit.rpc_start_visit(
  p_player_reference text default null, p_idempotency_key text default null
) returns pit.visit
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reference text;
  v_replay jsonb;
  v_visit pit.visit;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  if p_player_reference is not null then
    v_reference := pit_private.checked_label(p_player_reference, 'player''s reference');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_visit', jsonb_build_object('p_player_reference', v_reference)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;

  insert into pit.visit (casino_id, player_reference) values (v_actor.casino_id, v_reference)
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit));
  return v_visit;
end
$$;

-- objects/4_rpc/rpc_verify_table_credit.sql
-- The table signs the slip of a credit that came back from the cage.
create function pit.rpc_verify_table_credit(
  p_credit_id uuid, p_runner_id uuid default null, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'dealer', 'floor_supervisor');
  return pit_private.verify_slip(v_actor, 'credit', p_credit_id, p_runner_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_verify_table_fill.sql
-- The table counts the chips of a fill into the tray.
create function pit.rpc_verify_table_fill(
  p_fill_id uuid, p_runner_id uuid default null, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'dealer', 'floor_supervisor');
  return pit_private.verify_slip(v_actor, 'fill', p_fill_id, p_runner_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_void_table_credit.sql
-- Voids an issued credit whose chips are still at the table; its number stays used.
create function pit.rpc_void_table_credit(
  p_credit_id uuid, p_reason text, p_idempotency_key text default null, p_witnessed_by uuid default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.void_slip(
    v_actor, 'credit', p_credit_id, p_reason, p_idempotency_key, p_witnessed_by
  );
end
$$;

-- objects/4_rpc/rpc_void_table_drop.sql
-- Voids a wrong drop record before a second person. One that closed a session is replaced by the
-- right one, which stands in its place and at its time with the box that was put in.
create function pit.rpc_void_table_drop(
  p_drop_event_id uuid, p_reason text, p_idempotency_key text default null,
  p_witnessed_by uuid default null, p_replacement_box_id text default null,
  p_replacement_seal_no text default null
) returns pit.custody_void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_box text;
  v_seal text;
  v_replay jsonb;
  v_wrong pit.table_drop_event;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'drop');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if num_nonnulls(p_replacement_box_id, p_replacement_seal_no) > 0 then
    v_box := pit_private.checked_label(p_replacement_box_id, 'right box');
    v_seal := pit_private.checked_label(p_replacement_seal_no, 'right seal');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_drop',
    jsonb_build_object(
      'p_drop_event_id', p_drop_event_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by,
      'p_replacement_box_id', v_box, 'p_replacement_seal_no', v_seal
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;

  select * into v_wrong from pit.table_drop_event d
  where d.casino_id = v_actor.casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such drop in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.removed_by_staff_id);
  perform pit_private.check_drop_may_be_voided(v_wrong, v_box is not null);

  if v_box is not null then
    if v_box = v_wrong.box_in_id then
      perform pit_private.fail('invalid_argument', 'That box was put in, not taken out.');
    end if;
    perform pit_private.queue_for_change(v_actor.casino_id);
    perform pit_private.check_box_out(
      v_actor.casino_id, v_wrong.gaming_table_id, v_box, v_wrong.removed_at
    );
    insert into pit.table_drop_event (
      casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
      box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_box, v_seal,
      v_wrong.box_in_id, v_wrong.box_in_seal_no, v_wrong.removed_at, v_actor.staff_id,
      p_witnessed_by, v_reason
    ) returning id into v_right_id;
    update pit.table_session s set drop_event_id = v_right_id
    where s.casino_id = v_actor.casino_id and s.gaming_table_id = v_wrong.gaming_table_id
      and s.drop_event_id = v_wrong.id;
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, drop_event_id, replacing_drop_event_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.removed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;

-- objects/4_rpc/rpc_void_table_fill.sql
-- Voids an issued fill with an independent witness; its number stays used.
create function pit.rpc_void_table_fill(
  p_fill_id uuid, p_reason text, p_idempotency_key text default null, p_witnessed_by uuid default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.void_slip(
    v_actor, 'fill', p_fill_id, p_reason, p_idempotency_key, p_witnessed_by
  );
end
$$;

-- objects/4_rpc/rpc_void_table_inventory_snapshot.sql
-- Voids a wrong count before a second person. One that opens or closes a session is replaced by the
-- right one, which stands in its place and at its time.
create function pit.rpc_void_table_inventory_snapshot(
  p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text default null,
  p_witnessed_by uuid default null, p_replacement_chipset jsonb default null
) returns pit.custody_void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_wrong pit.table_inventory_snapshot;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_inventory_snapshot_id is not null, 'count');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if p_replacement_chipset is not null then
    perform pit_private.check_chipset(p_replacement_chipset);
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_inventory_snapshot',
    jsonb_build_object(
      'p_inventory_snapshot_id', p_inventory_snapshot_id, 'p_reason', v_reason,
      'p_witnessed_by', p_witnessed_by, 'p_replacement_chipset', p_replacement_chipset
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;

  select * into v_wrong from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_inventory_snapshot_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such count in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.recorded_by_staff_id);
  perform pit_private.check_count_may_be_voided(v_wrong, p_replacement_chipset is not null);

  if p_replacement_chipset is not null then
    insert into pit.table_inventory_snapshot (
      casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
      recorded_by_staff_id, counted_with_staff_id, shift_boundary
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_wrong.snapshot_type,
      p_replacement_chipset, v_reason, v_wrong.counted_at, v_actor.staff_id, p_witnessed_by,
      v_wrong.shift_boundary
    ) returning id into v_right_id;
    perform pit_private.put_count_in_place(v_wrong, v_right_id);
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, inventory_snapshot_id, replacing_snapshot_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  -- The count a closed session owed was made after its close.
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id,
    least(
      v_wrong.counted_at,
      (
        select s.opened_at from pit.table_session s
        where s.casino_id = v_actor.casino_id and s.id = v_wrong.table_session_id
      )
    )
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;

-- objects/4_rpc/rpc_withdraw_table_credit.sql
-- Takes a requested credit back while its chips are at the table.
create function pit.rpc_withdraw_table_credit(
  p_credit_id uuid, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.withdraw_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;

-- objects/4_rpc/rpc_withdraw_table_fill.sql
-- Takes a requested fill back before the cage has issued it.
create function pit.rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.withdraw_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;

-- objects/5_access/10_owners.sql
-- Hands every object to its owner: identity and provisioning to pit_identity, all else to pit_owner.
do $$
declare
  v_identity constant text[] := array[
    'current_actor', 'current_casino_id', 'current_staff_casino_id', 'current_figures_casino_id',
    'current_slips_casino_id', 'current_counter_id',
    'set_rls_context_from_staff', 'provision_casino', 'provision_settings', 'provision_shifts',
    'provision_pit', 'line_up_other_pits', 'provision_chip_set', 'provision_chip_mixes',
    'provision_table', 'login_named', 'provision_staff',
    'hours_at', 'gaming_day_of', 'gaming_day_started_at', 'shift_at', 'hours_are_begun',
    'hours_said', 'write_hours', 'carry_hours', 'provision_hours', 'terms_said', 'write_terms',
    'carry_terms', 'provision_terms', 'settings_to_come',
    'casino_at_work', 'hold_floor', 'announce_floor',
    'set_staff_active', 'set_staff_role', 'set_staff_name', 'set_staff_subject', 'allow_gateway',
    'record_password', 'staff_roster',
    'begin_backfill', 'backfill_telemetry', 'end_backfill',
    'forgettable_commands', 'forget_commands'
  ];
  v_object record;
begin
  for v_object in
    select format(
      'alter function %s owner to %I', p.oid::regprocedure,
      case when p.proname = any (v_identity) then 'pit_identity' else 'pit_owner' end
    ) as statement
    from pg_catalog.pg_proc p
    where p.pronamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
    union all
    select format(
      'alter %s %s owner to %I', case c.relkind when 'v' then 'view' else 'table' end,
      c.oid::regclass,
      case
        when c.relname in ('staff_login', 'gateway_login', 'backfill_place') then 'pit_identity'
        else 'pit_owner'
      end
    )
    from pg_catalog.pg_class c
    where c.relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace) and c.relkind in ('r', 'v')
    union all
    select format('alter type %s owner to pit_owner', t.oid::regtype)
    from pg_catalog.pg_type t
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)
      and (t.typtype = 'd' or c.relkind = 'c')
  loop
    execute v_object.statement;
  end loop;
end
$$;

revoke create on schema pit_private from pit_identity;

-- objects/5_access/20_row_security.sql
-- Row security is enabled and forced on every table; one policy shape, with the sub-select so that
-- the identity is looked up once per statement.
do $$
declare
  v_figures constant text[] := array[
    'table_inventory_snapshot', 'table_buyin_telemetry', 'visit', 'rating_slip',
    'table_session_event', 'player_financial_transaction', 'custody_void', 'drop_count',
    'table_rundown', 'shift_sign_off', 'shift_sign_on', 'shift_checkpoint',
    'alert_acknowledgement'
  ];
  v_unread constant text[] := array[
    'command_log', 'audit_entry', 'casino_change', 'slip_series', 'table_change', 'table_terms'
  ];
  v_table record;
  v_column text;
begin
  for v_table in
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r'
    order by c.relname
  loop
    execute format('alter table pit.%I enable row level security', v_table.relname);
    execute format('alter table pit.%I force row level security', v_table.relname);
    v_column := case when v_table.relname = 'casino' then 'id' else 'casino_id' end;
    execute format(
      'create policy owner_tenant on pit.%I to pit_owner'
      ' using (%I = (select pit_private.current_casino_id()))'
      ' with check (%I = (select pit_private.current_casino_id()))',
      v_table.relname, v_column, v_column
    );
    if v_table.relname <> all (v_unread) then
      execute format(
        'create policy staff_tenant on pit.%I for select to authenticated'
        ' using (%I = (select pit_private.%I()))',
        v_table.relname, v_column,
        case
          when v_table.relname = any (v_figures) then 'current_figures_casino_id'
          when v_table.relname = 'fill_credit_slip' then 'current_slips_casino_id'
          else 'current_staff_casino_id'
        end
      );
      execute format('grant select on pit.%I to authenticated', v_table.relname);
    end if;
  end loop;
end
$$;

-- A counter reads what they entered themselves, and nobody else reads it at all.
alter policy staff_tenant on pit.drop_count_entry using (
  casino_id = (select pit_private.current_staff_casino_id())
  and entered_by_staff_id = (select pit_private.current_counter_id())
);

-- Nobody reads an amount in the transaction that releases it, nor a rundown in the one that computes
-- it: they could be rolled back and leave what was read.
alter policy staff_tenant on pit.drop_count using (
  casino_id = (select pit_private.current_figures_casino_id())
  and released_in is distinct from (select pg_current_xact_id_if_assigned())
);
alter policy staff_tenant on pit.table_rundown using (
  casino_id = (select pit_private.current_figures_casino_id())
  and computed_in is distinct from (select pg_current_xact_id_if_assigned())
);

-- The mark of a record from paper is read by whoever reads the record.
alter policy staff_tenant on pit.late_entry using (
  casino_id = case
    when record_kind = 'drop' then (select pit_private.current_staff_casino_id())
    when record_kind in ('fill', 'credit') then (select pit_private.current_slips_casino_id())
    else (select pit_private.current_figures_casino_id())
  end
);

-- The identity owner sets casinos up and reads who is who, across casinos, through its own
-- functions only.
create policy identity_casino on pit.casino to pit_identity using (true) with check (true);
create policy identity_settings on pit.casino_settings to pit_identity using (true) with check (true);
create policy identity_change on pit.casino_change to pit_identity using (true) with check (true);
create policy identity_shift on pit.shift to pit_identity using (true) with check (true);
create policy identity_pit on pit.pit to pit_identity using (true) with check (true);
create policy identity_chip_set on pit.chip_set to pit_identity using (true) with check (true);
create policy identity_chip_mix on pit.chip_mix to pit_identity using (true) with check (true);
create policy identity_table on pit.gaming_table to pit_identity using (true) with check (true);
create policy identity_hours on pit.casino_hours to pit_identity using (true) with check (true);
create policy identity_shift_hours on pit.shift_hours to pit_identity
  using (true) with check (true);
create policy identity_terms on pit.table_terms to pit_identity using (true) with check (true);
create policy identity_staff on pit.staff to pit_identity using (true) with check (true);
create policy identity_audit on pit.audit_entry to pit_identity using (true) with check (true);
-- Whether the books hold amounts, of which it reads none, and whether a casino is at work.
create policy identity_session on pit.table_session to pit_identity using (true) with check (true);
create policy identity_count on pit.table_inventory_snapshot to pit_identity
  using (true) with check (true);
-- And whether a period that reaches into a day was signed.
create policy identity_sign_off on pit.shift_sign_off to pit_identity
  using (true) with check (true);
-- And it backfills the telemetry from finance; its grants let it add, never change.
create policy identity_transaction on pit.player_financial_transaction to pit_identity
  using (true) with check (true);
create policy identity_telemetry on pit.table_buyin_telemetry to pit_identity
  using (true) with check (true);
-- And it forgets commands when their time is over.
create policy identity_command on pit.command_log to pit_identity using (true) with check (true);

-- objects/5_access/30_grants.sql
-- What each role may do: staff read tables and call RPCs, a display signs in and calls the board and
-- the heartbeat; nobody writes a table, and nobody looks into pit_private.
revoke all on all functions in schema pit, pit_private from public;
revoke all on all tables in schema pit, pit_private from public;

grant usage on schema pit to authenticated, pit_display;

-- The par is a figure in a table whose other columns are status: only the board tells it.
revoke select on pit.gaming_table from authenticated;
grant select (
  id, casino_id, pit_id, label, spot, game, min_bet_cents, max_bet_cents, chip_set_id, status,
  created_at, updated_at
) on pit.gaming_table to authenticated;

grant select, insert, update on
  pit.casino, pit.casino_settings, pit.casino_change, pit.shift, pit.pit, pit.chip_set,
  pit.chip_mix, pit.gaming_table, pit.staff, pit.casino_hours, pit.shift_hours, pit.table_terms
to pit_identity;
grant select (casino_id, window_end) on pit.shift_sign_off to pit_identity;
grant select on pit.player_financial_transaction to pit_identity;
grant select (casino_id) on pit.table_inventory_snapshot to pit_identity;
grant select (casino_id, gaming_table_id, status, closed_at) on pit.table_session to pit_identity;
-- What it changes is recorded.
grant insert on pit.audit_entry to pit_identity;
grant select, insert on pit.table_buyin_telemetry to pit_identity;
grant select, delete on pit.command_log to pit_identity;
grant execute on function
  pit_private.fail(text, text),
  pit_private.record_audit(uuid, uuid, text, text, text, jsonb, jsonb, jsonb),
  pit_private.audit_administration(),
  pit_private.is_printable(text),
  pit_private.lock_table(uuid, uuid),
  pit_private.audit_dated(),
  pit_private.refuse_changing_past(),
  pit_private.hours_on(uuid, date),
  pit_private.shift_starts(uuid, date),
  pit_private.terms_in_force(uuid, uuid[], date),
  pit_private.kept_step(jsonb, jsonb, jsonb),
  pit_private.compute_gaming_day(timestamptz, text, time),
  pit_private.standing_entry_cents(uuid, uuid),
  pit_private.insert_bridged(
    pit.player_financial_transaction, pit.table_buyin_telemetry, bigint
  ),
  pit_private.bridge_buyin(uuid, uuid),
  pit_private.next_place_to_backfill(uuid),
  pit_private.next_to_backfill(uuid, uuid, timestamptz, uuid, int),
  pit_private.lacks_entries(uuid, uuid, timestamptz, uuid, timestamptz, uuid),
  pit_private.bridge_missing(uuid, uuid, timestamptz, uuid, timestamptz, uuid, bigint),
  pit_private.corrected_buyins(uuid, uuid, timestamptz, uuid, timestamptz, uuid),
  pit_private.check_retention(int),
  pit_private.shortest_retention(),
  pit_private.refuse_forgetting_early()
to pit_identity;
grant execute on function
  pit_private.current_actor(),
  pit_private.current_casino_id(),
  pit_private.set_rls_context_from_staff(),
  pit_private.hours_at(uuid, timestamptz),
  pit_private.gaming_day_of(uuid, timestamptz),
  pit_private.gaming_day_started_at(uuid, date),
  pit_private.shift_at(uuid, timestamptz)
to pit_owner;
-- Policies call these with the reader's own rights.
grant execute on function
  pit_private.current_staff_casino_id(),
  pit_private.current_figures_casino_id(),
  pit_private.current_slips_casino_id(),
  pit_private.current_counter_id()
to authenticated;

grant execute on function
  pit.rpc_open_table_session(uuid, text, timestamptz, text, text),
  pit.rpc_activate_table_session(uuid, uuid, text, text, int, timestamptz, text, text),
  pit.rpc_start_table_rundown(uuid, text, int, timestamptz, text, text),
  pit.rpc_resume_table_session(uuid, text, text, int, timestamptz, text, text),
  pit.rpc_cancel_table_session(uuid, text, text, int, timestamptz, text, text),
  pit.rpc_close_table_session(uuid, uuid, uuid, text, text, int, timestamptz, text, text),
  pit.rpc_get_current_table_session(uuid),
  pit.rpc_log_table_inventory_snapshot(
    uuid, text, jsonb, text, text, uuid, timestamptz, timestamptz, text, text
  ),
  pit.rpc_log_table_drop(
    uuid, text, text, uuid, text, text, text, text, timestamptz, text, text
  ),
  pit.rpc_void_table_inventory_snapshot(uuid, text, text, uuid, jsonb),
  pit.rpc_void_table_drop(uuid, text, text, uuid, text, text),
  pit.rpc_sign_custody_record(text, uuid, text),
  pit.rpc_enter_drop_count(uuid, bigint, text),
  pit.rpc_release_drop_count(uuid, text),
  pit.rpc_get_boxes_to_count(),
  pit.rpc_log_table_buyin_telemetry(
    uuid, bigint, text, uuid, uuid, text, text, text, timestamptz, boolean, boolean, text, text
  ),
  pit.rpc_reverse_table_buyin_telemetry(uuid, text, text),
  pit.rpc_request_table_fill(uuid, jsonb, text, text),
  pit.rpc_withdraw_table_fill(uuid, text),
  pit.rpc_issue_table_fill(uuid, text),
  pit.rpc_carry_table_fill(uuid, text),
  pit.rpc_verify_table_fill(uuid, uuid, text),
  pit.rpc_deposit_table_fill(uuid, text, text),
  pit.rpc_void_table_fill(uuid, text, text, uuid),
  pit.rpc_request_table_credit(uuid, jsonb, text, text),
  pit.rpc_withdraw_table_credit(uuid, text),
  pit.rpc_issue_table_credit(uuid, text),
  pit.rpc_carry_table_credit(uuid, text),
  pit.rpc_verify_table_credit(uuid, uuid, text),
  pit.rpc_deposit_table_credit(uuid, text, text),
  pit.rpc_void_table_credit(uuid, text, text, uuid),
  pit.rpc_enter_paper_slip(
    text, uuid, jsonb, text, text, uuid, timestamptz, uuid, timestamptz, uuid, uuid, timestamptz,
    uuid, timestamptz, text, text
  ),
  pit.rpc_start_visit(text, text),
  pit.rpc_end_visit(uuid, text),
  pit.rpc_start_rating_slip(uuid, uuid, int, text),
  pit.rpc_end_rating_slip(uuid, text),
  pit.rpc_record_player_transaction(
    uuid, text, bigint, uuid, text, timestamptz, text, text
  ),
  pit.rpc_correct_player_transaction(uuid, text, bigint, text, text),
  pit.rpc_resolve_command(text),
  pit.rpc_get_shift_windows(timestamptz),
  pit.rpc_shift_table_metrics(timestamptz, timestamptz),
  pit.rpc_shift_pit_metrics(timestamptz, timestamptz, uuid),
  pit.rpc_shift_casino_metrics(timestamptz, timestamptz),
  pit.rpc_session_metrics(timestamptz, timestamptz, uuid),
  pit.rpc_get_hourly_buyins(timestamptz, timestamptz),
  pit.rpc_get_shift_sheet(timestamptz, timestamptz, uuid),
  pit.rpc_mark_shift_checkpoint(text, text),
  pit.rpc_acknowledge_alert(text, text, text),
  pit.rpc_sign_off_shift(timestamptz, timestamptz, uuid, text, text),
  pit.rpc_sign_on_shift(uuid, text),
  pit.rpc_finalize_table_rundown(uuid, text),
  pit.rpc_note_refusal(text, text, text),
  pit.rpc_note_export(text),
  pit.rpc_get_audit(timestamptz, timestamptz, text, uuid, text, int)
to authenticated;
grant execute on function
  pit.rpc_get_pit_board(text, bigint, uuid[]),
  pit.rpc_get_heartbeat(),
  pit.rpc_sign_in()
to authenticated, pit_display;

-- objects/5_access/40_statistics.sql
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
