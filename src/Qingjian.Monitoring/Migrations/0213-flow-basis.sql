-- In what state the logger of a gas outlet gives its flow, from a day on. Another entry for the same day takes the place of the earlier one, which is kept.
CREATE TABLE monitoring_flow_basis (
  id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, division TEXT NOT NULL, from_on TEXT NOT NULL, state TEXT NOT NULL, atmospheric_pa TEXT, note TEXT NOT NULL,
  set_by TEXT NOT NULL, set_at BIGINT NOT NULL, superseded_at BIGINT);
CREATE UNIQUE INDEX monitoring_flow_basis_current ON monitoring_flow_basis (outlet_id, from_on) WHERE superseded_at IS NULL;
