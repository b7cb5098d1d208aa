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
