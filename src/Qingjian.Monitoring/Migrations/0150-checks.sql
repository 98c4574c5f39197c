-- What the checks found (异常发现). A window that goes on is the same row and grows; what a person set aside, or a later look no longer found, stays.
CREATE TABLE monitoring_check_finding (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL,
  outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, factor TEXT NOT NULL, factor_name TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
  statistic TEXT NOT NULL, threshold TEXT NOT NULL, score TEXT NOT NULL, weight TEXT NOT NULL, say TEXT NOT NULL, rule_digest TEXT NOT NULL,
  found_at BIGINT NOT NULL, looked_at BIGINT NOT NULL, gone_at BIGINT, set_aside_at BIGINT, set_aside_by TEXT, set_aside_reason TEXT);
CREATE INDEX monitoring_check_finding_outlet ON monitoring_check_finding (outlet_id, to_at);
CREATE INDEX monitoring_check_finding_found ON monitoring_check_finding (division, found_at);

-- Findings of one outlet that together weigh enough for a clue; told once.
CREATE TABLE monitoring_suspicion (
  id TEXT PRIMARY KEY, enterprise_id TEXT, division TEXT NOT NULL, outlet_id TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, score TEXT NOT NULL,
  finding_ids TEXT NOT NULL, file_id TEXT, told_at BIGINT NOT NULL);
CREATE INDEX monitoring_suspicion_outlet ON monitoring_suspicion (outlet_id, told_at);
