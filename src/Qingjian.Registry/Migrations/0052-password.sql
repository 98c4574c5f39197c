ALTER TABLE registry_account ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE registry_account ADD COLUMN password_since BIGINT;

CREATE TABLE registry_old_password (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, hash TEXT NOT NULL, until BIGINT NOT NULL);
CREATE INDEX registry_old_password_account ON registry_old_password (account_id, until);
