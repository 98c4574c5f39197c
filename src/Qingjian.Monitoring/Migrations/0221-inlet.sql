-- 进水口: the logger that measures what flows into the works behind an outlet, from a day on; without an MN there is none from that day on.
CREATE TABLE monitoring_inlet (
  id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, division TEXT NOT NULL, from_on TEXT NOT NULL, mn TEXT, note TEXT NOT NULL,
  set_by TEXT NOT NULL, set_at BIGINT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_inlet_current ON monitoring_inlet (outlet_id, from_on) WHERE superseded_at IS NULL;
