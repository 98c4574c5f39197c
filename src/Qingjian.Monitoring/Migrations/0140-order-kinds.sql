-- The answer as it was first asked for: a returned order does not become punctual by its second limit.
ALTER TABLE monitoring_supervision_order ADD COLUMN first_due_at BIGINT;
ALTER TABLE monitoring_supervision_order ADD COLUMN first_answered_at BIGINT;
-- How often the bureau was urged to check, and when last.
ALTER TABLE monitoring_supervision_order ADD COLUMN urged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE monitoring_supervision_order ADD COLUMN urged_at BIGINT;
CREATE INDEX monitoring_supervision_order_issued ON monitoring_supervision_order (issued_at);
