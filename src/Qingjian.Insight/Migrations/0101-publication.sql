CREATE TABLE insight_publication (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL, paper_id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, title TEXT NOT NULL, division TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL,
  fields TEXT NOT NULL, decided_on TEXT NOT NULL, due_on TEXT, not_before TEXT, provisional BOOLEAN NOT NULL, working TEXT NOT NULL, prepared_at BIGINT NOT NULL,
  confirmed_by TEXT, confirmed_by_name TEXT, published_at BIGINT, withdrawn_at BIGINT, withdrawn_by_name TEXT, withdrawn_reason TEXT, sha256 TEXT);
CREATE INDEX insight_publication_state ON insight_publication (division, state);

CREATE TABLE insight_public_decision (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, party TEXT NOT NULL, credit_code TEXT, legal_representative TEXT, cause TEXT NOT NULL, facts TEXT NOT NULL, place TEXT NOT NULL,
  basis TEXT NOT NULL, result TEXT NOT NULL, fine TEXT, agency TEXT NOT NULL, area_code TEXT NOT NULL, decided_on TEXT NOT NULL, published_at BIGINT NOT NULL, sha256 TEXT NOT NULL,
  withdrawn_at BIGINT, withdrawn_reason TEXT);
CREATE INDEX insight_public_decision_day ON insight_public_decision (decided_on);
