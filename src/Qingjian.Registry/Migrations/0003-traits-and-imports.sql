ALTER TABLE registry_outlet ADD COLUMN traits TEXT NOT NULL DEFAULT '[]';
CREATE TABLE registry_import (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, person_id TEXT NOT NULL, kind TEXT NOT NULL, file_name TEXT NOT NULL, rows TEXT NOT NULL,
  at BIGINT NOT NULL, taken_at BIGINT, taken INTEGER NOT NULL, version BIGINT NOT NULL);
CREATE INDEX registry_import_person ON registry_import (person_id, at);
