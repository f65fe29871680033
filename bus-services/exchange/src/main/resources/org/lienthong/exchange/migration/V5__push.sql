-- Push: where the bus calls an agency, how each inbox fares, how often each delivery was pushed ---------------------------
create table inbox (
  organ_id      text primary key references organ,
  system_id     text not null references system, -- whose inbox it is; may it receive for the organ is asked at every call
  url           text not null,
  mode          text not null check (mode in ('NOTIFY', 'DELIVER')),
  state         text not null check (state in ('PROPOSED', 'APPROVED', 'SUSPENDED')),
  since         timestamptz not null,            -- of what the directory says: the columns above
  stopped_at    timestamptz,                     -- by an operator, until retry
  failures      int not null default 0,          -- in a row
  failing_since timestamptz,
  last_failure  text,
  next_at       timestamptz not null,            -- no call before
  tried_at      timestamptz,
  succeeded_at  timestamptz,
  notified_at   timestamptz,
  alarm_at      timestamptz,                     -- set while it needs somebody
  claimed_until timestamptz not null             -- one courier at a time
);

create table push (                              -- of deliveries that were pushed and have no outcome
  delivery_id  uuid primary key references delivery,
  organ_id     text not null,
  attempts     int not null,                     -- pushed so often; survives kills, the attempt of the delivery counts pulls too
  next_at      timestamptz not null,
  last_failure text,
  dead_at      timestamptz                       -- put aside: only pulled, until retry
);
create index push_of_organ on push (organ_id);
