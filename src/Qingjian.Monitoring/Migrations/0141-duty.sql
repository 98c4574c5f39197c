CREATE TABLE monitoring_duty_shift (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, organisation_id TEXT NOT NULL, organisation_name TEXT NOT NULL, division TEXT NOT NULL, area TEXT NOT NULL, name TEXT NOT NULL,
  from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, people TEXT NOT NULL, edited_by TEXT NOT NULL, edited_at BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_duty_shift_begin ON monitoring_duty_shift (organisation_id, from_at);
CREATE INDEX monitoring_duty_shift_end ON monitoring_duty_shift (to_at);

-- Signed by who leaves and by who comes.
CREATE TABLE monitoring_duty_handover (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, shift_id TEXT NOT NULL UNIQUE, organisation_id TEXT NOT NULL, organisation_name TEXT NOT NULL, division TEXT NOT NULL, shift_name TEXT NOT NULL,
  from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, note TEXT NOT NULL, open_items TEXT NOT NULL, handled INTEGER NOT NULL,
  given_by_id TEXT NOT NULL, given_by TEXT NOT NULL, given_at BIGINT NOT NULL, taken_by_id TEXT, taken_by TEXT, taken_at BIGINT, taken_note TEXT);
CREATE INDEX monitoring_duty_handover_given ON monitoring_duty_handover (given_at);

CREATE TABLE monitoring_duty_alarm (
  position {{serial}},
  id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, source_id TEXT NOT NULL, division TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT NOT NULL, outlet_id TEXT NOT NULL,
  colour TEXT NOT NULL, title TEXT NOT NULL, sentence TEXT NOT NULL, path TEXT NOT NULL, at BIGINT NOT NULL, told_at BIGINT,
  acknowledged_at BIGINT, acknowledged_by_id TEXT, acknowledged_by TEXT, note TEXT);
CREATE UNIQUE INDEX monitoring_duty_alarm_source ON monitoring_duty_alarm (kind, source_id);
CREATE INDEX monitoring_duty_alarm_open ON monitoring_duty_alarm (at) WHERE acknowledged_at IS NULL;
