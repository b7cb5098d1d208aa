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
