CREATE TABLE monitoring_makers_suffix (
  id TEXT PRIMARY KEY, added_by TEXT NOT NULL, added_at BIGINT NOT NULL, note TEXT NOT NULL);

CREATE TABLE monitoring_conversation (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, enterprise_id TEXT NOT NULL, monitor_id TEXT NOT NULL, mn TEXT NOT NULL, command INTEGER NOT NULL,
  title TEXT NOT NULL, fields TEXT NOT NULL, qn TEXT NOT NULL, state TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL, ended_at BIGINT,
  outcome TEXT NOT NULL, steps TEXT NOT NULL);
CREATE INDEX monitoring_conversation_monitor ON monitoring_conversation (monitor_id, asked_at);
CREATE INDEX monitoring_conversation_asked ON monitoring_conversation (asked_at);
