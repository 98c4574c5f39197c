-- 质控记录: calibrations and verifications of instruments, from which the periods out of control follow.
CREATE TABLE monitoring_quality_check (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, factor TEXT NOT NULL, factor_name TEXT NOT NULL,
  kind TEXT NOT NULL, made_on BIGINT NOT NULL, zero_drift TEXT, span_drift TEXT, relative_error TEXT, worker TEXT NOT NULL, note TEXT NOT NULL, file_ids TEXT NOT NULL, result TEXT NOT NULL, say TEXT NOT NULL, rule TEXT NOT NULL,
  state TEXT NOT NULL, made_by TEXT NOT NULL, made_at BIGINT NOT NULL, accepted_at BIGINT, ended_at BIGINT, reviewed_by TEXT, review_reason TEXT, touched_from BIGINT, touched_to BIGINT, version BIGINT NOT NULL);
CREATE INDEX monitoring_quality_check_outlet ON monitoring_quality_check (outlet_id, made_on);
CREATE INDEX monitoring_quality_check_state ON monitoring_quality_check (division, state, made_on);
