-- Deliveries in the order of their changes, for agencies that reconcile. As with notices: served by the transaction that changed
-- them and only once every older one has ended, so no cursor passes a change that commits late.
alter table delivery
  add column from_organ  text references organ,   -- of its document
  add column changed_xid xid8 not null default pg_current_xact_id(),
  add column changed_at  timestamptz not null default now();
update delivery d set from_organ = m.from_organ from document m where m.document_key = d.document_key;
alter table delivery alter column from_organ set not null;

-- Every fact of a delivery moves its last_event, so every change passes here, a status message's too.
create function delivery_changed() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  new.changed_at := now();
  return new;
end $$;
create trigger delivery_changed before update on delivery for each row execute function delivery_changed();

create index delivery_sent on delivery (from_organ, changed_xid, delivery_id);
create index delivery_received on delivery (organ_id, changed_xid, delivery_id) where first_served_at is not null;
