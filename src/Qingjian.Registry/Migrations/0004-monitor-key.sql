ALTER TABLE registry_monitor ADD COLUMN sealed_key TEXT;
ALTER TABLE registry_monitor ADD COLUMN sealed_key_before TEXT;
