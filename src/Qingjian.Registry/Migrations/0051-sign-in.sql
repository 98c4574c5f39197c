CREATE TABLE registry_account (
  id TEXT PRIMARY KEY, user_name TEXT NOT NULL, normalized_user_name TEXT NOT NULL UNIQUE, email TEXT, normalized_email TEXT, email_confirmed BOOLEAN NOT NULL,
  password_hash TEXT, security_stamp TEXT, concurrency_stamp TEXT, phone_number TEXT, phone_number_confirmed BOOLEAN NOT NULL,
  two_factor_enabled BOOLEAN NOT NULL, lockout_end BIGINT, lockout_enabled BOOLEAN NOT NULL, access_failed_count INTEGER NOT NULL,
  person_id TEXT NOT NULL, display_name TEXT NOT NULL, disabled BOOLEAN NOT NULL);
CREATE TABLE registry_account_claim (id {{serial}}, user_id TEXT NOT NULL, claim_type TEXT, claim_value TEXT);
CREATE TABLE registry_account_login (login_provider TEXT NOT NULL, provider_key TEXT NOT NULL, provider_display_name TEXT, user_id TEXT NOT NULL, PRIMARY KEY (login_provider, provider_key));
CREATE TABLE registry_account_secret (user_id TEXT NOT NULL, login_provider TEXT NOT NULL, name TEXT NOT NULL, value TEXT, PRIMARY KEY (user_id, login_provider, name));

CREATE TABLE registry_post (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, title TEXT NOT NULL, role TEXT NOT NULL, organisation_id TEXT, organisation_name TEXT NOT NULL,
  division TEXT NOT NULL, division_name TEXT NOT NULL, enterprise_id TEXT, since TEXT NOT NULL, until TEXT);
CREATE INDEX registry_post_person ON registry_post (person_id);

CREATE TABLE registry_session (
  hash TEXT PRIMARY KEY, account_id TEXT NOT NULL, post_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, address TEXT);
CREATE INDEX registry_session_account ON registry_session (account_id);
