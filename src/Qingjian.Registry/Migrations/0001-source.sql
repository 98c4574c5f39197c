CREATE TABLE registry_enterprise (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, credit_code TEXT, permit_no TEXT, division TEXT NOT NULL, industry TEXT NOT NULL,
  address TEXT NOT NULL, legal_representative TEXT NOT NULL, contact_name TEXT NOT NULL, contact_phone TEXT NOT NULL,
  longitude DOUBLE PRECISION, latitude DOUBLE PRECISION, datum TEXT NOT NULL, tags TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL,
  search_text TEXT NOT NULL, created_at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE UNIQUE INDEX registry_enterprise_credit_code ON registry_enterprise (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX registry_enterprise_division ON registry_enterprise (division, name);
CREATE INDEX registry_enterprise_permit ON registry_enterprise (permit_no);

CREATE TABLE registry_outlet (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL REFERENCES registry_enterprise (id), division TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  medium TEXT NOT NULL, reference_oxygen TEXT, built_on TEXT, longitude DOUBLE PRECISION, latitude DOUBLE PRECISION, datum TEXT NOT NULL,
  closed BOOLEAN NOT NULL, note TEXT NOT NULL, version BIGINT NOT NULL);
CREATE UNIQUE INDEX registry_outlet_code ON registry_outlet (enterprise_id, code);
CREATE INDEX registry_outlet_division ON registry_outlet (division);

CREATE TABLE registry_outlet_standard (
  id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES registry_outlet (id), standard_no TEXT NOT NULL, category TEXT NOT NULL, units TEXT NOT NULL,
  "from" TEXT NOT NULL, until TEXT);
CREATE INDEX registry_outlet_standard_outlet ON registry_outlet_standard (outlet_id);

CREATE TABLE registry_factor (
  id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES registry_outlet (id), code TEXT NOT NULL, unit TEXT NOT NULL, decimals INTEGER NOT NULL,
  "order" INTEGER NOT NULL);
CREATE UNIQUE INDEX registry_factor_code ON registry_factor (outlet_id, code);

CREATE TABLE registry_outlet_limit (
  id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES registry_outlet (id), code TEXT NOT NULL, period TEXT NOT NULL, lower TEXT, upper TEXT,
  unit TEXT NOT NULL, basis TEXT NOT NULL, reference TEXT NOT NULL, "from" TEXT NOT NULL, until TEXT);
CREATE INDEX registry_outlet_limit_outlet ON registry_outlet_limit (outlet_id);

CREATE TABLE registry_monitor (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL REFERENCES registry_enterprise (id), division TEXT NOT NULL, mn TEXT NOT NULL, name TEXT NOT NULL,
  sealed_password TEXT NOT NULL, edition TEXT NOT NULL, medium TEXT NOT NULL, system_type TEXT NOT NULL, crc_mode TEXT NOT NULL,
  accept_wrong_length BOOLEAN NOT NULL, accept_wrong_password BOOLEAN NOT NULL, rtd_interval INTEGER NOT NULL, min_interval INTEGER NOT NULL,
  data_time_is_period_end BOOLEAN NOT NULL, state TEXT NOT NULL, successor_id TEXT, maker TEXT NOT NULL, model TEXT NOT NULL, version BIGINT NOT NULL);
CREATE UNIQUE INDEX registry_monitor_mn ON registry_monitor (mn);
CREATE INDEX registry_monitor_enterprise ON registry_monitor (enterprise_id);

CREATE TABLE registry_binding (
  id TEXT PRIMARY KEY, monitor_id TEXT NOT NULL REFERENCES registry_monitor (id), outlet_id TEXT NOT NULL REFERENCES registry_outlet (id),
  codes TEXT NOT NULL, record BOOLEAN NOT NULL, "from" TEXT NOT NULL, until TEXT);
CREATE INDEX registry_binding_monitor ON registry_binding (monitor_id);
CREATE INDEX registry_binding_outlet ON registry_binding (outlet_id);
