-- Reminders of trends before a limit is exceeded (苗头性问题提醒): one for each outlet, factor, kind and day; the first look of the enterprise is its receipt.
CREATE TABLE monitoring_trend_reminder (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, kind TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL,
  factor TEXT NOT NULL, factor_name TEXT NOT NULL, day TEXT NOT NULL, at BIGINT NOT NULL, value TEXT NOT NULL, expected TEXT NOT NULL, "limit" TEXT NOT NULL, limit_name TEXT NOT NULL, unit TEXT,
  hours_left TEXT, say TEXT NOT NULL, rule_digest TEXT NOT NULL, seen_at BIGINT, seen_by TEXT);
CREATE UNIQUE INDEX monitoring_trend_reminder_once ON monitoring_trend_reminder (outlet_id, factor, kind, day);
CREATE INDEX monitoring_trend_reminder_at ON monitoring_trend_reminder (division, at);
