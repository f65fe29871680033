-- The directory in earnest: more codes for one organ, levels, validity, versions, changes that operators sign.

-- version: 1 more than any before for every organ that one transaction changes. Whoever changes organs locks the table
-- (share row exclusive) before he reads and keeps the lock to his commit, so versions become visible in their order.
alter table organ
  add column level      smallint check (level between 1 and 4),  -- 1 ministry or province; since July 2025 two local ones
  add column valid_from timestamptz,               -- before it, the code is not served yet
  add column valid_to   timestamptz,               -- exclusive; from then on the code is closed
  add column by_command boolean not null default false,  -- operators decided last: files neither contradict nor forget
  add column version    bigint not null default 1;
create index organ_by_version on organ (version, organ_id);
create index organ_ending on organ (valid_to) where state <> 'CLOSED' and valid_to is not null;

create table organ_alias (                         -- short forms and old codes, beside organ_id and code102
  alias    text primary key,
  organ_id text not null references organ
);
create index organ_alias_of on organ_alias (organ_id);

alter table system     add column by_command boolean not null default false;
alter table system_key add column by_command boolean not null default false;
alter table mandate    add column by_command boolean not null default false;
create index system_key_of on system_key (system_id);

create table directory_change (
  change_id          bigint generated always as identity primary key,
  sha256             bytea not null unique,        -- of the statement: what an approval or a rejection names
  statement          text not null,                -- exactly what its operator signed
  operator           bytea not null,               -- SHA-256 of his public key: no names
  signature          text not null,                -- Base64, over the statement
  proposed_at        timestamptz not null,
  expires_at         timestamptz not null,
  state              text not null check (state in ('PENDING', 'APPLIED', 'REJECTED', 'EXPIRED')),
  decided_at         timestamptz,
  decided_by         bytea,                        -- another operator, if the change needs two
  decision_signature text
);
create index directory_change_pending on directory_change (expires_at) where state = 'PENDING';
