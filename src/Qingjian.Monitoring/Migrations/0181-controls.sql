-- 停限产核查: orders to stop or limit production, whom they bind, and each day of each.
CREATE TABLE monitoring_control_order (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, kind TEXT NOT NULL, level TEXT, measure TEXT NOT NULL, limit_share TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, areas TEXT NOT NULL, basis TEXT NOT NULL,
  division TEXT NOT NULL, issued_by_name TEXT NOT NULL, issued_at BIGINT NOT NULL, lifted_at BIGINT, lifted_why TEXT, version BIGINT NOT NULL);
CREATE INDEX monitoring_control_order_time ON monitoring_control_order (from_at);
CREATE TABLE monitoring_control_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);

CREATE TABLE monitoring_control_target (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, received_at BIGINT, received_by TEXT, baseline_kwh TEXT, baseline_say TEXT, result TEXT,
  told_at BIGINT, version BIGINT NOT NULL);
CREATE INDEX monitoring_control_target_order ON monitoring_control_target (order_id);
CREATE INDEX monitoring_control_target_enterprise ON monitoring_control_target (enterprise_id);

CREATE TABLE monitoring_control_day (
  id TEXT PRIMARY KEY, target_id TEXT NOT NULL, order_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, division TEXT NOT NULL, day TEXT NOT NULL, hours TEXT NOT NULL, kwh TEXT NOT NULL, covered TEXT NOT NULL,
  allowed_kwh TEXT, result TEXT NOT NULL, say TEXT NOT NULL, rule TEXT NOT NULL, assessed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_control_day_day ON monitoring_control_day (target_id, day);
CREATE INDEX monitoring_control_day_order ON monitoring_control_day (order_id);
