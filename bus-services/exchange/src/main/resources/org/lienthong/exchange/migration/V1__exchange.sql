-- Liên Thông, version 1. PostgreSQL 18. Times are timestamptz; digests are raw SHA-256.

-- Directory ---------------------------------------------------------------------------------------------------------
create table organ (
  organ_id      text primary key,                -- QĐ 20/2020 code where there is one
  name          text not null,
  code102       text unique deferrable initially deferred,  -- the 13 characters of QCVN 102:2016
  parent        text,
  kind          text not null,
  state         text not null check (state in ('OPEN', 'CLOSED', 'NOT_CONNECTED')),
  successor     text,
  contact_point text
);
create table system (
  system_id text primary key,
  organ_id  text not null references organ,
  name      text not null
);
create table system_key (
  spki_sha256 bytea primary key,                 -- decides; subject text decides nothing
  system_id   text not null references system,
  certificate bytea,
  bound_at    timestamptz not null,
  unbound_at  timestamptz
);
create table mandate (
  mandate_id   bigint generated always as identity primary key,
  system_id    text not null references system,
  organ_id     text not null references organ,
  scopes       text[] not null,                  -- send, receive, confirm, status, recall, evidence
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  unique (system_id, organ_id, valid_from)
);

-- Evidence: one inner line per fact, in the fact's own transaction; the sequencer reads it in order of event_id -----------
create table event (
  event_id    bigint generated always as identity primary key,
  sha256      bytea not null unique,
  prev_sha256 bytea,                             -- the event before it in the same delivery's chain
  seq         int not null,                      -- 0 for the first of a chain
  kind        text not null,
  delivery_id uuid,
  happened_at timestamptz not null,
  line        text not null
);
create index event_of_delivery on event (delivery_id) where delivery_id is not null;

-- Documents -----------------------------------------------------------------------------------------------------------
create table document (
  document_key       bigint generated always as identity primary key,
  from_organ         text not null references organ,
  message_id         text not null,
  document_id        text not null,
  bussiness_doc_type smallint not null,
  supersedes         boolean not null,           -- the sender said that DocumentId is re-used on purpose
  content_digest     bytea not null,
  accepted_at        timestamptz not null,
  system_id          text not null references system,
  signer_spki_sha256 bytea not null,
  signer_certificate bytea not null,
  provenance         text not null,
  raw_sha256         bytea not null,             -- the HTTP entity as received, an object of the content store
  raw_length         bigint not null,
  raw_content_type   text not null,
  root_offset        bigint not null,            -- the signed root part within it
  root_length        bigint not null,
  root_sha256        bytea not null,
  root_content_type  text not null,
  edxml_sha256       bytea not null,             -- an object of the content store
  edxml_length       bigint not null,
  code               text not null,
  subject            text not null,
  type_name          text,
  promulgation_date  text,
  due_date           text,
  sender_name        text,
  priority           smallint not null,
  event_sha256       bytea not null references event (sha256),
  log_origin         text not null,
  log_by             timestamptz not null,
  constraint message_id_once unique (from_organ, message_id),
  constraint content_once unique (from_organ, document_id, bussiness_doc_type, content_digest)
);
create unique index document_id_once on document (from_organ, document_id)
  where bussiness_doc_type = 0 and not supersedes;

create table refused_recipient (                 -- under ACCEPT_REST
  document_key bigint not null references document,
  ordinal      int not null,                     -- place among all recipients, those of delivery included
  addressed_as text not null,
  organ_id     text,                             -- as the directory knows it, if it does
  code         text not null,
  primary key (document_key, ordinal)
);

create table attachment (
  document_key  bigint not null references document,
  ordinal       int not null,
  content_id    text not null,
  name          text not null,
  media_type    text not null,
  length        bigint not null,
  sha256        bytea not null,
  object_sha256 bytea not null,                  -- the stored object that holds it: itself, or the raw entity
  object_offset bigint not null,
  primary key (document_key, ordinal),
  unique (document_key, content_id)
);

-- Deliveries: this row is the truth, a queue message is only a token ---------------------------------------------------------
create table delivery (
  delivery_id      uuid primary key,
  document_key     bigint not null references document,
  ordinal          int not null,
  organ_id         text not null references organ,
  addressed_as     text not null,                -- as the sender wrote it
  state            text not null check (state in ('WAITING', 'LEASED', 'SERVED', 'TAKEN', 'REFUSED', 'EXPIRED', 'RECALLED')),
  state_since      timestamptz not null,
  attempt          int not null,
  priority         smallint not null,            -- JMS 0..9
  accepted_at      timestamptz not null,
  expires_at       timestamptz not null,
  lease_id         uuid,
  lease_end        timestamptz,
  lease_system     text,
  first_served_at  timestamptz,
  last_event       bytea not null references event (sha256),
  unique (document_key, organ_id)
);
create index delivery_waiting on delivery (organ_id, priority desc, accepted_at) where state = 'WAITING';
create index delivery_leased on delivery (lease_end) where state in ('LEASED', 'SERVED');
create index delivery_expiring on delivery (expires_at) where state = 'WAITING';

create table confirmation (
  delivery_id      uuid primary key references delivery,
  outcome          text not null check (outcome in ('TAKEN', 'REFUSED')),
  reason           text,
  taken_at         timestamptz not null,         -- as the recipient says
  recorded_at      timestamptz not null,
  system_id        text not null references system,
  request_id       text not null,
  fields_sha256    bytea not null,               -- over every confirmed field: tells a repeat from another poller
  raw_sha256       bytea not null,               -- the signed confirmation, an object of the content store
  raw_content_type text not null,
  event_sha256     bytea not null references event (sha256),
  log_by           timestamptz not null
);

create table outbox (
  outbox_id   bigint generated always as identity primary key,
  delivery_id uuid not null,
  organ_id    text not null,
  attempt     int not null,
  priority    smallint not null,
  not_before  timestamptz not null
);
create index outbox_due on outbox (not_before, outbox_id);

create table notice (
  notice_id   bigint generated always as identity primary key,
  organ_id    text not null references organ,    -- whom it is for
  kind        text not null,                     -- TAKEN, REFUSED, EXPIRED, …
  delivery_id uuid not null references delivery,
  at          timestamptz not null,
  detail      jsonb not null
);
create index notice_of_organ on notice (organ_id, notice_id);

-- Callers ---------------------------------------------------------------------------------------------------------------
create table request (
  system_id   text not null,
  request_id  text not null,
  signed_on   date not null,                     -- UTC day of wsu:Created: identical bytes meet the same row
  operation   text not null,
  raw_sha256  bytea not null,
  received_at timestamptz not null,
  primary key (system_id, request_id, signed_on)
) partition by range (signed_on);

create table lease_grant (                       -- which leases a ReceiveDocuments request was given, for its repeat
  system_id   text not null,
  request_id  text not null,
  lease_id    uuid not null,
  delivery_id uuid not null references delivery,
  granted_at  timestamptz not null,
  primary key (system_id, request_id, lease_id)
);
create index lease_grant_age on lease_grant (granted_at);

create table poll (
  organ_id       text primary key references organ,
  last_polled_at timestamptz not null
);

create table incident (
  incident_id bigint generated always as identity primary key,
  kind        text not null,                     -- STATE_SECRET
  at          timestamptz not null,
  from_organ  text not null,
  message_id  text not null,
  sha256      bytea not null,                    -- all that is kept of it
  detail      text not null,
  constraint incident_once unique (kind, from_organ, message_id, sha256)
);
