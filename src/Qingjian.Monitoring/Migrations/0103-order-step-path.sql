ALTER TABLE monitoring_order_step ADD COLUMN path TEXT;
