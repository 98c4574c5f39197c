-- 物料衡算 (P19) of an outlet and day. A day that comes out otherwise is a further row.
CREATE TABLE monitoring_balance_day (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, medium TEXT NOT NULL, day TEXT NOT NULL,
  state TEXT NOT NULL, expected TEXT, emitted TEXT, demand_in TEXT, demand_out TEXT, water_in TEXT, water_out TEXT, ratio TEXT, say TEXT NOT NULL, ledger_id TEXT, rule TEXT NOT NULL, counted_at BIGINT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_balance_day_current ON monitoring_balance_day (outlet_id, day) WHERE superseded_at IS NULL;
CREATE INDEX monitoring_balance_day_division ON monitoring_balance_day (division, day);
