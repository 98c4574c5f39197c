-- 用电监控: meters, which belong together, stretches out of step, electricity by day.
CREATE TABLE monitoring_meter_point (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, rated_kw TEXT NOT NULL, ct_ratio TEXT NOT NULL,
  mn TEXT NOT NULL, code TEXT NOT NULL, off_share TEXT, idle_share TEXT, created_at BIGINT NOT NULL, retired_at BIGINT, version BIGINT NOT NULL);
CREATE INDEX monitoring_meter_point_enterprise ON monitoring_meter_point (enterprise_id);

CREATE TABLE monitoring_meter_linkage (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, name TEXT NOT NULL, production TEXT NOT NULL, treatment TEXT NOT NULL, relation TEXT NOT NULL,
  lead_minutes INTEGER NOT NULL, lag_minutes INTEGER NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT, version BIGINT NOT NULL);
CREATE INDEX monitoring_meter_linkage_enterprise ON monitoring_meter_linkage (enterprise_id);

CREATE TABLE monitoring_linkage_violation (
  id TEXT PRIMARY KEY, linkage_id TEXT NOT NULL, linkage_name TEXT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, fault TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
  going_on BOOLEAN NOT NULL, kwh TEXT NOT NULL, say TEXT NOT NULL, rule TEXT NOT NULL, found_at BIGINT NOT NULL, told_at BIGINT, withdrawn_at BIGINT);
CREATE INDEX monitoring_linkage_violation_linkage ON monitoring_linkage_violation (linkage_id, from_at);
CREATE INDEX monitoring_linkage_violation_found ON monitoring_linkage_violation (division, from_at);

CREATE TABLE monitoring_meter_day (
  id TEXT PRIMARY KEY, meter_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, division TEXT NOT NULL, day TEXT NOT NULL, kwh TEXT NOT NULL, covered TEXT NOT NULL, running_minutes INTEGER NOT NULL, counted_at BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_meter_day_day ON monitoring_meter_day (meter_id, day);
CREATE INDEX monitoring_meter_day_enterprise ON monitoring_meter_day (enterprise_id, day);
