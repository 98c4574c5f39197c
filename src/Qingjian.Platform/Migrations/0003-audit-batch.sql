-- Which batch of the evidence log holds the hash of an audit record, and at which place. The record itself is never touched.
CREATE TABLE platform_audit_batch (row_position BIGINT PRIMARY KEY, batch TEXT NOT NULL, place INTEGER NOT NULL);
CREATE INDEX platform_audit_batch_batch ON platform_audit_batch (batch, place);
