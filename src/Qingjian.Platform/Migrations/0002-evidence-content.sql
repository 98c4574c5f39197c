-- The text a step was digested from, so that a bundle can show it; emptied when a record is erased, the log stays valid.
ALTER TABLE platform_evidence ADD COLUMN content TEXT;
-- Where the object lies: who may see the entry's content.
ALTER TABLE platform_evidence ADD COLUMN division TEXT NOT NULL DEFAULT '';
ALTER TABLE platform_evidence ADD COLUMN enterprise_id TEXT;
CREATE UNIQUE INDEX platform_evidence_id ON platform_evidence (id);
CREATE INDEX platform_evidence_index ON platform_evidence (log_index);
