CREATE TABLE matters_case (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL,
  division TEXT NOT NULL, enterprise_id TEXT, agency TEXT NOT NULL, party TEXT NOT NULL,
  clue_id TEXT NOT NULL UNIQUE, clue_number TEXT NOT NULL, thread_id TEXT NOT NULL, source_code TEXT NOT NULL, inspection_id TEXT, order_id TEXT, found_on TEXT NOT NULL,
  place TEXT NOT NULL, facts TEXT NOT NULL, act_from TEXT NOT NULL, act_to TEXT NOT NULL, cause_code TEXT NOT NULL, cause_name TEXT NOT NULL, evidence_version INTEGER NOT NULL,
  roles TEXT NOT NULL, filing TEXT NOT NULL, filed_on TEXT, law TEXT, assessment TEXT, report TEXT, review TEXT, notice TEXT, defence TEXT, hearing TEXT,
  legal_review TEXT, discussion TEXT, decision TEXT, execution TEXT, rectification TEXT, suspension TEXT, closing TEXT, published_on TEXT,
  told_party BOOLEAN NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX matters_case_state ON matters_case (division, state);
CREATE INDEX matters_case_enterprise ON matters_case (enterprise_id);

CREATE TABLE matters_case_evidence (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL, division TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  origin TEXT NOT NULL, origin_id TEXT NOT NULL, file_id TEXT, sha256 TEXT, taken_on TEXT NOT NULL, provider TEXT NOT NULL, proves TEXT NOT NULL,
  monitoring_report BOOLEAN NOT NULL, result_told_on TEXT, added_at BIGINT NOT NULL, added_by_name TEXT NOT NULL);
CREATE INDEX matters_case_evidence_case ON matters_case_evidence (case_id, ordinal);

CREATE TABLE matters_paper (
  id TEXT PRIMARY KEY, owner_type TEXT NOT NULL, owner_id TEXT NOT NULL, division TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, number TEXT UNIQUE, version BIGINT NOT NULL,
  content TEXT NOT NULL, content_sha256 TEXT NOT NULL, template_version TEXT NOT NULL, docx_sha256 TEXT NOT NULL,
  printed_on TEXT NOT NULL, issued_at BIGINT NOT NULL, issued_by TEXT NOT NULL, issued_by_name TEXT NOT NULL,
  service TEXT, corrects_id TEXT, cancelled_reason TEXT);
CREATE INDEX matters_paper_owner ON matters_paper (owner_id, issued_at);

CREATE TABLE matters_paper_number (
  kind TEXT NOT NULL, division TEXT NOT NULL, year INTEGER NOT NULL, sequence INTEGER NOT NULL, number TEXT NOT NULL UNIQUE, paper_id TEXT NOT NULL, cancelled_reason TEXT,
  PRIMARY KEY (kind, division, year, sequence));

CREATE TABLE matters_deadline_instance (
  id TEXT PRIMARY KEY, owner_type TEXT NOT NULL, owner_id TEXT NOT NULL, division TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, paper_id TEXT,
  start_on TEXT NOT NULL, pauses TEXT NOT NULL, extensions TEXT NOT NULL, due_on TEXT, unshifted_on TEXT, not_before TEXT, provisional BOOLEAN NOT NULL, refusal TEXT,
  working TEXT NOT NULL, rule_digest TEXT, rule_source TEXT, opened_at BIGINT NOT NULL, done_on TEXT, result TEXT);
CREATE INDEX matters_deadline_instance_owner ON matters_deadline_instance (owner_id, key);
CREATE INDEX matters_deadline_instance_due ON matters_deadline_instance (due_on);
