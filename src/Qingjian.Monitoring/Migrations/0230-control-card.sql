-- The stop or limit of production that comes with a yellow or red card.
ALTER TABLE monitoring_control_order ADD COLUMN card_id TEXT;
ALTER TABLE monitoring_card ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE;
