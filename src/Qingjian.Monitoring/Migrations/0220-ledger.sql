-- 台账: what went into a plant on a day, as the enterprise enters it. A correction is a further row; the earlier one stays with the moment it gave way.
CREATE TABLE monitoring_ledger_day (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, medium TEXT NOT NULL, day TEXT NOT NULL,
  coal_tonnes TEXT, sulfur_percent TEXT, efficiency_percent TEXT, water_in TEXT, demand_in TEXT, note TEXT NOT NULL,
  made_by TEXT NOT NULL, made_post TEXT NOT NULL, made_at BIGINT NOT NULL, reason TEXT, replaces TEXT, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_ledger_day_current ON monitoring_ledger_day (outlet_id, day) WHERE superseded_at IS NULL;
CREATE INDEX monitoring_ledger_day_made ON monitoring_ledger_day (made_at);
CREATE INDEX monitoring_ledger_day_division ON monitoring_ledger_day (division, day);
