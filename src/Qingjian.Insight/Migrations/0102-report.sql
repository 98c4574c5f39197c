CREATE TABLE insight_report (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, division TEXT NOT NULL, agency TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, state TEXT NOT NULL, figures TEXT NOT NULL, sections TEXT NOT NULL, steps TEXT NOT NULL,
  made_by TEXT NOT NULL, made_by_name TEXT NOT NULL, made_at BIGINT NOT NULL, approved_by_name TEXT, approved_at BIGINT, sent_at BIGINT, docx_sha256 TEXT);
CREATE INDEX insight_report_made ON insight_report (made_at);
CREATE UNIQUE INDEX insight_report_period ON insight_report (kind, division, from_day);

