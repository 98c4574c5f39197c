-- What is set for the furnace behind an outlet; without a row the defaults hold.
CREATE TABLE monitoring_furnace (
  outlet_id TEXT PRIMARY KEY, enterprise_id TEXT, division TEXT NOT NULL, name TEXT NOT NULL, spare_probes TEXT NOT NULL, shown BOOLEAN NOT NULL, version BIGINT NOT NULL);

-- Remote guidance of plants (云端帮扶).
CREATE TABLE monitoring_guidance (
  id TEXT PRIMARY KEY, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, day TEXT NOT NULL, topic TEXT NOT NULL, found TEXT NOT NULL, advice TEXT NOT NULL,
  data_count INTEGER NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX monitoring_guidance_enterprise ON monitoring_guidance (enterprise_id, day);
