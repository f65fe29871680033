-- Status messages about deliveries, and notices with an order of their own.

-- (From, MessageId) names one thing for ever: a document or a status message ---------------------------------------------------
create table submission (
  from_organ text not null references organ,
  message_id text not null,
  kind       text not null check (kind in ('DOCUMENT', 'STATUS')),
  constraint submission_once primary key (from_organ, message_id)
);
insert into submission (from_organ, message_id, kind) select from_organ, message_id, 'DOCUMENT' from document;

create table status (
  status_key          bigint generated always as identity primary key,
  from_organ          text not null references organ,
  message_id          text not null,
  delivery_id         uuid not null references delivery,
  seq                 int not null,              -- from 1; given under the lock of the delivery's row
  code                text not null check (code in ('01', '02', '03', '04', '05', '06', '13', '15', '16')),
  to_organ            text not null references organ,
  addressed_as        text not null,             -- the other side as the message writes it
  content_digest      bytea not null,
  accepted_at         timestamptz not null,
  system_id           text not null references system,
  signer_spki_sha256  bytea not null,
  signer_certificate  bytea not null,
  provenance          text not null,
  raw_sha256          bytea not null,            -- the HTTP entity as received, an object of the content store
  raw_length          bigint not null,
  raw_content_type    text not null,
  root_offset         bigint not null,
  root_length         bigint not null,
  root_sha256         bytea not null,
  root_content_type   text not null,
  edxml               bytea not null,            -- small, so here and not in the store
  edxml_sha256        bytea not null,
  said_at             timestamptz not null,      -- as the message says
  description         text,
  arrival_number      text,
  arrival_date        text,
  handling_unit       text,
  assignee            text,
  submitted_to_leader_at timestamptz,
  waiting_for_paper   boolean,
  event_sha256        bytea not null references event (sha256),
  log_origin          text not null,
  log_by              timestamptz not null,
  constraint status_id_once unique (from_organ, message_id),
  constraint status_order unique (delivery_id, seq)
);
create unique index status_said_once on status (delivery_id, code) where code in ('01', '02', '03', '04', '06', '15');

-- Where the recipient's work stands: follows from the statuses of the delivery, changed under the lock of the delivery's row ---
create table processing (
  delivery_id         uuid primary key references delivery,
  seq                 int not null,              -- of its last status
  code                text,                      -- the last of 01 to 06, or 15: withdrawn; null: none of them yet
  since               timestamptz,
  change_asked        bigint references status,  -- the 13 that has no answer yet
  arrival_number      text,                      -- of each the last that was said
  arrival_date        text,
  handling_unit       text,
  assignee            text,
  submitted_to_leader_at timestamptz,
  waiting_for_paper   boolean,
  check ((code is null) = (since is null))
);

-- Notices: served in the order (xid, notice_id), and only from transactions older than every one still open. An identity alone
-- would let a notice that commits late slip in behind a cursor that has passed it (adr/0011).
alter table notice
  alter column delivery_id drop not null,
  add column notice_uuid  uuid not null default gen_random_uuid() unique,  -- the NoticeId of the wire
  add column xid          xid8 not null default pg_current_xact_id(),
  add column status_key   bigint references status,
  add column confirmed_at timestamptz,
  add column confirmed_by text references system;
drop index notice_of_organ;
create index notice_of_organ on notice (organ_id, xid, notice_id);
create index notice_unconfirmed on notice (organ_id, xid, notice_id) where confirmed_at is null;
create unique index notice_stuck_once on notice (delivery_id) where kind = 'STUCK';
