CREATE TABLE registry_organisation (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, document_prefix TEXT NOT NULL,
  parent_id TEXT, address TEXT NOT NULL, phone TEXT NOT NULL, credit_code TEXT, closed BOOLEAN NOT NULL, version BIGINT NOT NULL);
CREATE INDEX registry_organisation_division ON registry_organisation (division);

CREATE TABLE registry_person (
  id TEXT PRIMARY KEY, division TEXT NOT NULL, organisation_id TEXT NOT NULL REFERENCES registry_organisation (id), name TEXT NOT NULL,
  initials TEXT NOT NULL, job_title TEXT NOT NULL, phone TEXT NOT NULL, left_on TEXT, version BIGINT NOT NULL);
CREATE INDEX registry_person_organisation ON registry_person (organisation_id);
CREATE INDEX registry_person_division ON registry_person (division);

CREATE TABLE registry_certificate (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES registry_person (id), number TEXT NOT NULL, issuer TEXT NOT NULL, area TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, suspended_from TEXT, suspended_to TEXT, revoked_on TEXT, version BIGINT NOT NULL);
CREATE UNIQUE INDEX registry_certificate_number ON registry_certificate (number);
CREATE INDEX registry_certificate_person ON registry_certificate (person_id);

CREATE TABLE registry_absence (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES registry_person (id), reason TEXT NOT NULL, "from" TEXT NOT NULL, until TEXT NOT NULL);
CREATE INDEX registry_absence_person ON registry_absence (person_id);
