-- Means worked out by the house from shorter values, beside the sent ones. A day worked out anew is a further row.
CREATE TABLE monitoring_day_mean (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, outlet_id TEXT NOT NULL, enterprise_id TEXT, division TEXT NOT NULL, factor TEXT NOT NULL,
  hours TEXT NOT NULL, value TEXT, converted TEXT, count INTEGER NOT NULL, needed INTEGER NOT NULL, made_hours INTEGER NOT NULL, sent TEXT, differs BOOLEAN NOT NULL, differing_hours INTEGER NOT NULL,
  rule TEXT NOT NULL, counted_at BIGINT NOT NULL, why TEXT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_day_mean_current ON monitoring_day_mean (outlet_id, factor, day) WHERE superseded_at IS NULL;
