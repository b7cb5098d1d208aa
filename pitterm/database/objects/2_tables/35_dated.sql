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
