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
