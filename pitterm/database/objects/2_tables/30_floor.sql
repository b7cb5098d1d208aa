create table pit.pit (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  position int not null check (position > 0),
  unique (casino_id, id),
  unique (casino_id, name),
  unique (casino_id, position) deferrable initially deferred
);

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
