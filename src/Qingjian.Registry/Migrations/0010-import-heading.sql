-- Which column of the template a heading of a bureau's own lists stands for, as last chosen.
CREATE TABLE registry_import_heading (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, kind TEXT NOT NULL, heading TEXT NOT NULL, "column" TEXT NOT NULL, person_id TEXT NOT NULL, at BIGINT NOT NULL);
CREATE UNIQUE INDEX registry_import_heading_once ON registry_import_heading (division, kind, heading);
