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
