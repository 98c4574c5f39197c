CREATE TABLE monitoring_judgement_state (key TEXT PRIMARY KEY, value BIGINT NOT NULL);

CREATE TABLE monitoring_verdict_record (
  id TEXT PRIMARY KEY, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL,
  factor TEXT NOT NULL, factor_name TEXT NOT NULL, period TEXT NOT NULL, start_at BIGINT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  value TEXT, unit TEXT, "limit" TEXT, limit_name TEXT, multiple TEXT, colour TEXT, sentence TEXT NOT NULL, trust TEXT NOT NULL,
  digest TEXT NOT NULL, canonical TEXT NOT NULL, book TEXT NOT NULL, judged_at BIGINT NOT NULL,
  superseded_at BIGINT, superseded_by TEXT, superseded_why TEXT);
CREATE INDEX monitoring_verdict_record_at ON monitoring_verdict_record (start_at);
CREATE INDEX monitoring_verdict_record_outlet ON monitoring_verdict_record (outlet_id, factor, start_at);
CREATE UNIQUE INDEX monitoring_verdict_record_current ON monitoring_verdict_record (outlet_id, factor, period, start_at) WHERE superseded_at IS NULL;

CREATE TABLE monitoring_rule_confirmation (
  digest TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL,
  person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, confirmed_at BIGINT NOT NULL);

CREATE TABLE monitoring_silence (
  id TEXT PRIMARY KEY, monitor_id TEXT NOT NULL, mn TEXT NOT NULL, enterprise_id TEXT, division TEXT NOT NULL, outlet_id TEXT NOT NULL,
  since BIGINT NOT NULL, ended_at BIGINT);
CREATE INDEX monitoring_silence_open ON monitoring_silence (monitor_id) WHERE ended_at IS NULL;

CREATE TABLE monitoring_mark (
  id TEXT PRIMARY KEY, enterprise_id TEXT, division TEXT NOT NULL, outlet_id TEXT NOT NULL, factors TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  effect TEXT, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, note TEXT NOT NULL, order_id TEXT NOT NULL,
  made_by TEXT NOT NULL, made_at BIGINT NOT NULL, accepted_by TEXT NOT NULL, accepted_at BIGINT NOT NULL);
CREATE INDEX monitoring_mark_outlet ON monitoring_mark (outlet_id, from_at);

CREATE TABLE monitoring_order_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);

CREATE TABLE monitoring_supervision_order (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, version BIGINT NOT NULL, state TEXT NOT NULL, class TEXT NOT NULL, "trigger" TEXT NOT NULL, colour TEXT NOT NULL,
  enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL,
  factor TEXT NOT NULL, factor_name TEXT NOT NULL, day TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, limit_name TEXT,
  value TEXT, "limit" TEXT, unit TEXT, multiple TEXT, trust TEXT NOT NULL, occurrences TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, ongoing BOOLEAN NOT NULL,
  issued_at BIGINT NOT NULL, due_at BIGINT NOT NULL, check_due_at BIGINT, due_provisional BOOLEAN NOT NULL, level INTEGER NOT NULL, unanswered_told BOOLEAN NOT NULL,
  received_at BIGINT, received_by TEXT, answered_at BIGINT, checked_at BIGINT, checked_by TEXT, closed_at BIGINT, close_note TEXT, returns INTEGER NOT NULL,
  rulebook TEXT NOT NULL, rule_digest TEXT NOT NULL);
CREATE INDEX monitoring_supervision_order_state ON monitoring_supervision_order (division, state);
CREATE INDEX monitoring_supervision_order_enterprise ON monitoring_supervision_order (enterprise_id, state);
CREATE UNIQUE INDEX monitoring_supervision_order_merge ON monitoring_supervision_order (outlet_id, factor, "trigger", day);

CREATE TABLE monitoring_order_answer (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, division TEXT NOT NULL, enterprise_id TEXT, at BIGINT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL,
  cause TEXT NOT NULL, cause_name TEXT NOT NULL, text TEXT NOT NULL, measures TEXT NOT NULL, marks TEXT NOT NULL, file_ids TEXT NOT NULL, late BOOLEAN NOT NULL,
  outcome TEXT, outcome_reason TEXT, outcome_at BIGINT, outcome_by TEXT);
CREATE INDEX monitoring_order_answer_order ON monitoring_order_answer (order_id, at);

CREATE TABLE monitoring_order_delivery (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, "to" TEXT NOT NULL, name TEXT NOT NULL, organisation_id TEXT, at BIGINT NOT NULL, received_at BIGINT, received_by TEXT);
CREATE INDEX monitoring_order_delivery_order ON monitoring_order_delivery (order_id);

CREATE TABLE monitoring_order_step (
  position {{serial}}, id TEXT NOT NULL UNIQUE, order_id TEXT NOT NULL, at BIGINT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, reason TEXT, from_state TEXT, to_state TEXT);
CREATE INDEX monitoring_order_step_order ON monitoring_order_step (order_id, position);
