-- Marks of the desk beside those of an answer to an order: one table, one kind.
ALTER TABLE monitoring_mark ADD COLUMN enterprise_name TEXT NOT NULL DEFAULT '';
ALTER TABLE monitoring_mark ADD COLUMN outlet_name TEXT NOT NULL DEFAULT '';
ALTER TABLE monitoring_mark ADD COLUMN industry TEXT NOT NULL DEFAULT '00';
ALTER TABLE monitoring_mark ADD COLUMN level TEXT NOT NULL DEFAULT 'Device';
ALTER TABLE monitoring_mark ADD COLUMN state TEXT NOT NULL DEFAULT 'Standing';
ALTER TABLE monitoring_mark ADD COLUMN late BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE monitoring_mark ADD COLUMN doubtful BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE monitoring_mark ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE monitoring_mark ADD COLUMN file_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE monitoring_mark ADD COLUMN due_at BIGINT;
ALTER TABLE monitoring_mark ADD COLUMN replaces TEXT;
ALTER TABLE monitoring_mark ADD COLUMN client_key TEXT;
ALTER TABLE monitoring_mark ADD COLUMN reviewed_at BIGINT;
ALTER TABLE monitoring_mark ADD COLUMN review_reason TEXT;
ALTER TABLE monitoring_mark ADD COLUMN ended_at BIGINT;
ALTER TABLE monitoring_mark ADD COLUMN looked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE monitoring_mark ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE monitoring_mark SET reviewed_at = accepted_at;
CREATE INDEX monitoring_mark_state ON monitoring_mark (division, state, from_at);
CREATE INDEX monitoring_mark_enterprise ON monitoring_mark (enterprise_id, from_at);
CREATE INDEX monitoring_mark_key ON monitoring_mark (enterprise_id, client_key);

-- What became of a mark, line by line.
CREATE TABLE monitoring_mark_step (
  position {{serial}}, id TEXT NOT NULL UNIQUE, mark_id TEXT NOT NULL, at BIGINT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, reason TEXT);
CREATE INDEX monitoring_mark_step_mark ON monitoring_mark_step (mark_id, position);
