-- What the gateway asked loggers for by itself, and what came of it. Never changed.
CREATE TABLE monitoring_backfill_ask (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, enterprise_id TEXT, monitor_id TEXT NOT NULL, mn TEXT NOT NULL, name TEXT NOT NULL, command INTEGER NOT NULL,
  from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, periods INTEGER NOT NULL, turn INTEGER NOT NULL, asked_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  got INTEGER NOT NULL, conversation_id TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX monitoring_backfill_ask_monitor ON monitoring_backfill_ask (monitor_id, to_at);
CREATE INDEX monitoring_backfill_ask_asked ON monitoring_backfill_ask (asked_at);
