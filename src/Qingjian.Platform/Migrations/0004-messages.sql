-- Ways out of the house. The address of a robot and the password of a mail account are secrets: sealed.
CREATE TABLE platform_message_channel (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, enabled BOOLEAN NOT NULL, settings TEXT NOT NULL,
  sealed_token TEXT, sealed_signing_key TEXT, quiet_from TEXT, quiet_to TEXT, quiet_passes TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at BIGINT NOT NULL);

-- Who is told of what, over which channel: a post, or a work group.
CREATE TABLE platform_message_subscription (
  id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, level TEXT NOT NULL, division TEXT NOT NULL, enterprise_id TEXT, post_id TEXT, person_id TEXT,
  contact TEXT NOT NULL, address TEXT NOT NULL, kinds TEXT NOT NULL, least_level TEXT NOT NULL, made_at BIGINT NOT NULL);
CREATE INDEX platform_message_subscription_post ON platform_message_subscription (post_id);

CREATE TABLE platform_message_template (kind TEXT PRIMARY KEY, version BIGINT NOT NULL, text TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at BIGINT NOT NULL);

-- The outbox: one row for one message to one contact.
CREATE TABLE platform_outside_message (
  position {{serial}},
  id TEXT NOT NULL UNIQUE, channel_id TEXT NOT NULL, channel_name TEXT NOT NULL, channel_kind TEXT NOT NULL, subscription_id TEXT, division TEXT NOT NULL, enterprise_id TEXT,
  kind TEXT NOT NULL, level TEXT NOT NULL, number TEXT NOT NULL, contact TEXT NOT NULL, address TEXT NOT NULL, text TEXT NOT NULL, test BOOLEAN NOT NULL,
  state TEXT NOT NULL, made_at BIGINT NOT NULL, next_at BIGINT, attempts INTEGER NOT NULL, sent_at BIGINT, fault TEXT);
CREATE INDEX platform_outside_message_due ON platform_outside_message (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX platform_outside_message_made ON platform_outside_message (made_at);
