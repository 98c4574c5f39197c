-- 报警条件: what a bureau wants to be told of, where each stands for each outlet, and its steps.
CREATE TABLE monitoring_alarm_condition (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, division TEXT NOT NULL, scope TEXT NOT NULL, rule TEXT NOT NULL, enabled BOOLEAN NOT NULL, starts_at BIGINT NOT NULL,
  made_by TEXT NOT NULL, made_at BIGINT NOT NULL, edited_by TEXT NOT NULL, edited_at BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_alarm_condition_number ON monitoring_alarm_condition (number);

CREATE TABLE monitoring_alarm_condition_change (
  id TEXT PRIMARY KEY, condition_id TEXT NOT NULL, division TEXT NOT NULL, "by" TEXT NOT NULL, post TEXT NOT NULL, at BIGINT NOT NULL, reason TEXT NOT NULL, before TEXT, after TEXT NOT NULL);
CREATE INDEX monitoring_alarm_condition_change_condition ON monitoring_alarm_condition_change (condition_id, at);

CREATE TABLE monitoring_alarm_standing (
  id TEXT PRIMARY KEY, condition_id TEXT NOT NULL, condition_name TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL,
  level INTEGER NOT NULL, level_name TEXT NOT NULL, colour TEXT NOT NULL, raised_at BIGINT, say TEXT NOT NULL, state TEXT NOT NULL, looked_at BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_alarm_standing_outlet ON monitoring_alarm_standing (condition_id, outlet_id);

CREATE TABLE monitoring_alarm_step (
  id TEXT PRIMARY KEY, condition_id TEXT NOT NULL, condition_name TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL,
  kind TEXT NOT NULL, level INTEGER NOT NULL, level_name TEXT NOT NULL, colour TEXT NOT NULL, at BIGINT NOT NULL, noticed_at BIGINT NOT NULL, say TEXT NOT NULL);
CREATE INDEX monitoring_alarm_step_at ON monitoring_alarm_step (condition_id, at);
