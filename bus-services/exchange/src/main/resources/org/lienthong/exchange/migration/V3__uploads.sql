-- Uploads: a file that an agency brings in chunks, before a document names it. Its bytes lie in uploads/ of the content store;
-- this row says how many of them count. A row that is gone means an upload that is gone: the row goes first, the file after.
create table upload (
  upload_id    uuid primary key,
  organ_id     text not null references organ,   -- only its documents may name the upload
  system_id    text not null references system,
  token_sha256 bytea not null unique,            -- all that is kept of the token
  length       bigint not null check (length >= 0),
  sha256       bytea not null,                   -- as announced; of the content once COMPLETE
  media_type   text not null,
  received     bigint not null check (received between 0 and length),  -- bytes fsynced: never more than are on disk
  state        text not null check (state in ('OPEN', 'COMPLETE', 'USED')),
  prepared_at  timestamptz not null,
  completed_at timestamptz,
  used_at      timestamptz,                      -- when a document named it first
  expires_at   timestamptz not null,             -- OPEN: moves on with each chunk
  check ((state = 'OPEN') = (completed_at is null))
);
create index upload_of_organ on upload (organ_id) where state in ('OPEN', 'COMPLETE');
create index upload_expiring on upload (expires_at);
