CREATE TABLE platform_audit (
  position {{serial}},
  at BIGINT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, division TEXT NOT NULL, address TEXT,
  kind TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL, title TEXT NOT NULL, result TEXT NOT NULL, reason TEXT,
  before_digest TEXT, after_digest TEXT);
CREATE INDEX platform_audit_object ON platform_audit (object_type, object_id);
CREATE INDEX platform_audit_at ON platform_audit (at);

CREATE TABLE platform_outbox (
  position {{serial}},
  type TEXT NOT NULL, content TEXT NOT NULL, at BIGINT NOT NULL, told_at BIGINT, attempts INTEGER NOT NULL, next_at BIGINT, fault TEXT);
CREATE INDEX platform_outbox_pending ON platform_outbox (position) WHERE told_at IS NULL;

CREATE TABLE platform_inbox (listener TEXT NOT NULL, fact_id BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (listener, fact_id));

CREATE TABLE platform_evidence (
  position {{serial}},
  id TEXT NOT NULL, type TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL,
  sha256 TEXT NOT NULL, size BIGINT NOT NULL, salt TEXT NOT NULL, log_index BIGINT);
CREATE INDEX platform_evidence_waiting ON platform_evidence (position) WHERE log_index IS NULL;
CREATE INDEX platform_evidence_object ON platform_evidence (object_type, object_id);

CREATE TABLE platform_file (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size BIGINT NOT NULL,
  division TEXT NOT NULL, enterprise_id TEXT, "by" TEXT NOT NULL, at BIGINT NOT NULL);
