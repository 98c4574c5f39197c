-- A person's decision whether an hour's value counts (人工审核). Never changed; the latest of an hour and factor holds.
CREATE TABLE monitoring_hour_review (
  position {{serial}}, id TEXT NOT NULL UNIQUE, enterprise_id TEXT, division TEXT NOT NULL, outlet_id TEXT NOT NULL, factor TEXT NOT NULL, start_at BIGINT NOT NULL,
  valid BOOLEAN NOT NULL, reason TEXT NOT NULL, file_ids TEXT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX monitoring_hour_review_outlet ON monitoring_hour_review (outlet_id, start_at);

-- A verdict that rests on a doubtful value (suspect, or over the measuring range) waits for such a decision.
ALTER TABLE monitoring_verdict_record ADD COLUMN awaits_review BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX monitoring_verdict_record_review ON monitoring_verdict_record (division, start_at) WHERE awaits_review AND superseded_at IS NULL;
