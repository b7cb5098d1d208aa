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
