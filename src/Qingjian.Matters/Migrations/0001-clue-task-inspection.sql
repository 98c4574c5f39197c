CREATE TABLE matters_counter (kind TEXT NOT NULL, division TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (kind, division, year));

CREATE TABLE matters_step (
  id TEXT PRIMARY KEY, object_type TEXT NOT NULL, object_id TEXT NOT NULL, at BIGINT NOT NULL,
  person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, reason TEXT, from_state TEXT, to_state TEXT, sha256 TEXT);
CREATE INDEX matters_step_object ON matters_step (object_id, at);

CREATE TABLE matters_clue (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, thread_id TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL,
  source_code TEXT NOT NULL, source_subcode TEXT, order_id TEXT, order_number TEXT, verdict_ids TEXT NOT NULL,
  found_at BIGINT NOT NULL, registered_at BIGINT NOT NULL, registered_by TEXT NOT NULL, registered_by_name TEXT NOT NULL,
  handler_id TEXT, handler_name TEXT,
  enterprise_id TEXT, outlet_id TEXT, outlet_name TEXT, target TEXT NOT NULL, division TEXT NOT NULL, place TEXT NOT NULL,
  element TEXT NOT NULL, content TEXT NOT NULL, factor_code TEXT, fact_from BIGINT, fact_to BIGINT, fact_value TEXT, fact_limit TEXT, file_ids TEXT NOT NULL,
  opinion TEXT, reviewed_by TEXT, reviewed_at BIGINT, reply TEXT, replied_at BIGINT,
  transferred_to TEXT, task_id TEXT, case_id TEXT, findings TEXT,
  filing_from TEXT NOT NULL, filing_warn TEXT, filing_due TEXT, filing_extended BOOLEAN NOT NULL, filing_extended_on TEXT, filing_extension_reason TEXT, filing_done TEXT);
CREATE INDEX matters_clue_state ON matters_clue (division, state);
CREATE INDEX matters_clue_thread ON matters_clue (thread_id);
CREATE INDEX matters_clue_outlet ON matters_clue (outlet_id);
CREATE INDEX matters_clue_order ON matters_clue (order_id);

CREATE TABLE matters_field_task (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, thread_id TEXT NOT NULL, clue_id TEXT, state TEXT NOT NULL, version BIGINT NOT NULL,
  title TEXT NOT NULL, facts TEXT NOT NULL, element TEXT NOT NULL, enterprise_id TEXT, outlet_id TEXT, outlet_name TEXT,
  target TEXT NOT NULL, division TEXT NOT NULL, place TEXT NOT NULL,
  initiated_by TEXT NOT NULL, initiated_by_name TEXT NOT NULL, initiated_unit TEXT, initiated_at BIGINT NOT NULL,
  priority TEXT NOT NULL, alert BOOLEAN NOT NULL, triaged_by TEXT, instruction TEXT,
  organisation_id TEXT, organisation_name TEXT, crew TEXT NOT NULL, lead_person_id TEXT, second_person_id TEXT, visit_on TEXT, return_reason TEXT,
  arrived_at BIGINT, inspection_id TEXT, found BOOLEAN, findings TEXT, measures TEXT, feedback_at BIGINT, case_id TEXT, verified_by TEXT, closed_at BIGINT, reworks INTEGER NOT NULL,
  step_since BIGINT NOT NULL, step_due BIGINT, due_at BIGINT, escalated INTEGER NOT NULL, urged INTEGER NOT NULL, urged_at BIGINT, extended INTEGER NOT NULL);
CREATE INDEX matters_field_task_state ON matters_field_task (division, state);
CREATE INDEX matters_field_task_lead ON matters_field_task (lead_person_id);
CREATE INDEX matters_field_task_second ON matters_field_task (second_person_id);
CREATE INDEX matters_field_task_thread ON matters_field_task (thread_id);

CREATE TABLE matters_inspection (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, task_id TEXT NOT NULL, clue_id TEXT, thread_id TEXT NOT NULL, enterprise_id TEXT,
  target TEXT NOT NULL, division TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL,
  crew TEXT NOT NULL, lead_person_id TEXT NOT NULL, second_person_id TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT,
  content TEXT NOT NULL, checklist TEXT, checklist_sha256 TEXT, signatures TEXT NOT NULL,
  created_at BIGINT NOT NULL, sealed_at BIGINT, sealed_by TEXT, sha256 TEXT, sealed_text TEXT, discard_reason TEXT);
CREATE INDEX matters_inspection_state ON matters_inspection (division, state);
CREATE INDEX matters_inspection_task ON matters_inspection (task_id);
CREATE INDEX matters_inspection_lead ON matters_inspection (lead_person_id);
CREATE INDEX matters_inspection_second ON matters_inspection (second_person_id);

CREATE TABLE matters_inspection_photo (
  id TEXT PRIMARY KEY, inspection_id TEXT NOT NULL, division TEXT NOT NULL, file_id TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
  subject TEXT NOT NULL, proves TEXT NOT NULL, place TEXT NOT NULL, longitude DOUBLE PRECISION, latitude DOUBLE PRECISION, accuracy DOUBLE PRECISION,
  taken_at BIGINT NOT NULL, taken_by TEXT NOT NULL, taken_by_name TEXT NOT NULL, item_id TEXT, added_at BIGINT NOT NULL);
CREATE INDEX matters_inspection_photo_record ON matters_inspection_photo (inspection_id);

CREATE TABLE matters_inspection_amendment (
  id TEXT PRIMARY KEY, inspection_id TEXT NOT NULL, division TEXT NOT NULL, ordinal INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL,
  "by" TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL, sha256 TEXT NOT NULL, UNIQUE (inspection_id, ordinal));

CREATE TABLE matters_recusal (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, person_name TEXT NOT NULL, enterprise_id TEXT NOT NULL, target TEXT NOT NULL, division TEXT NOT NULL,
  reason TEXT NOT NULL, declared_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT, version BIGINT NOT NULL);
CREATE INDEX matters_recusal_enterprise ON matters_recusal (enterprise_id);
