-- Emission of one factor of an outlet in a day, measured and substituted kept apart, in milligrams (flow: in cubic centimetres). A day worked out anew is a further row.
CREATE TABLE monitoring_day_amount (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, outlet_id TEXT NOT NULL, enterprise_id TEXT, division TEXT NOT NULL, factor TEXT NOT NULL,
  hours TEXT NOT NULL, valid INTEGER NOT NULL, invalid INTEGER NOT NULL, missing INTEGER NOT NULL, stopped INTEGER NOT NULL, differing INTEGER NOT NULL,
  measured BIGINT NOT NULL, recomputed BIGINT NOT NULL, substituted BIGINT NOT NULL, substituted_hours INTEGER NOT NULL, because TEXT NOT NULL,
  counted_at BIGINT NOT NULL, why TEXT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_day_amount_current ON monitoring_day_amount (outlet_id, factor, day) WHERE superseded_at IS NULL;
CREATE INDEX monitoring_day_amount_day ON monitoring_day_amount (day) WHERE superseded_at IS NULL;
