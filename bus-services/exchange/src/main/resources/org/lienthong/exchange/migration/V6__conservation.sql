-- What was promised, by time: conservation starts here.
create index event_accepted on event (happened_at) where kind = 'Accepted';
