-- One row for the assessed factors of one outlet and day. A day counted anew is a further row; the earlier one stays with the moment it gave way.
CREATE TABLE monitoring_day_transmission (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, outlet_id TEXT NOT NULL, enterprise_id TEXT, division TEXT NOT NULL, mn TEXT NOT NULL,
  due INTEGER NOT NULL, received INTEGER NOT NULL, valid INTEGER NOT NULL,
  due_then INTEGER, received_then INTEGER, valid_then INTEGER,
  taken_out INTEGER NOT NULL, cells TEXT NOT NULL, rule TEXT NOT NULL, counted_at BIGINT NOT NULL, why TEXT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_day_transmission_current ON monitoring_day_transmission (outlet_id, day) WHERE superseded_at IS NULL;
CREATE INDEX monitoring_day_transmission_day ON monitoring_day_transmission (day) WHERE superseded_at IS NULL;
