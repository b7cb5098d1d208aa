create table pit.visit (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  unique (casino_id, id),
  constraint visit_in_order check (ended_at >= started_at)
);

create table pit.rating_slip (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  visit_id uuid not null,
  gaming_table_id uuid not null,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  unique (casino_id, gaming_table_id, visit_id, id),
  foreign key (casino_id, visit_id) references pit.visit (casino_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  constraint slip_in_order check (ended_at >= started_at)
);
create index rating_slip_by_visit on pit.rating_slip (casino_id, visit_id);

create table pit.table_buyin_telemetry (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  amount_cents bigint not null,
  telemetry_kind text not null
    check (telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN', 'REVERSAL')),
  tender_type text not null check (tender_type in ('cash', 'marker', 'coupon', 'chips')),
  visit_id uuid,
  rating_slip_id uuid,
  reverses_id uuid unique,
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
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id),
  constraint linkage_decides_the_kind check (
    (visit_id is null) = (rating_slip_id is null)
    and (telemetry_kind <> 'RATED_BUYIN' or rating_slip_id is not null)
    and (telemetry_kind <> 'GRIND_BUYIN' or rating_slip_id is null)
  ),
  constraint a_reversal_names_its_entry check (
    (telemetry_kind = 'REVERSAL') = (reverses_id is not null)
  ),
  constraint amount_has_its_sign check (
    case telemetry_kind
      when 'REVERSAL' then amount_cents between -1000000000 and -1
      else amount_cents between 1 and 1000000000
    end
  )
);
comment on table pit.table_buyin_telemetry is 'Observed buy-ins and their reversals, append-only.';
comment on column pit.table_buyin_telemetry.occurred_at is
  'When it counts; a reversal counts at the time of the entry it reverses.';
create index table_buyin_telemetry_by_occurrence
  on pit.table_buyin_telemetry (casino_id, gaming_table_id, occurred_at);
create index table_buyin_telemetry_by_entry
  on pit.table_buyin_telemetry (casino_id, gaming_table_id, created_at desc);
