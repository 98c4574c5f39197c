CREATE TABLE monitoring_confirmed_address (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, enterprise_id TEXT NOT NULL, monitor_id TEXT NOT NULL, mn TEXT NOT NULL, address TEXT NOT NULL,
  confirmed_by TEXT NOT NULL, confirmed_at BIGINT NOT NULL, note TEXT NOT NULL);
CREATE UNIQUE INDEX monitoring_confirmed_address_once ON monitoring_confirmed_address (monitor_id, address);

CREATE TABLE monitoring_link (mn TEXT PRIMARY KEY, state TEXT NOT NULL, kept_at BIGINT NOT NULL);

CREATE TABLE monitoring_raw_seal (
  id TEXT PRIMARY KEY, first_packet BIGINT NOT NULL, last_packet BIGINT NOT NULL, packets INTEGER NOT NULL, root TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX monitoring_raw_seal_last ON monitoring_raw_seal (last_packet);
