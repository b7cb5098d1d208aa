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
