CREATE TABLE matters_calendar_year_row (
  id TEXT PRIMARY KEY, year INTEGER NOT NULL, provisional BOOLEAN NOT NULL, document TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, moved TEXT NOT NULL,
  loaded_by TEXT NOT NULL, loaded_by_name TEXT NOT NULL, loaded_at BIGINT NOT NULL);
CREATE INDEX matters_calendar_year_row_year ON matters_calendar_year_row (year, loaded_at);

ALTER TABLE matters_deadline_instance ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]';
