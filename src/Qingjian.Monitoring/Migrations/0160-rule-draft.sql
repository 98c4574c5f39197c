-- 规则草案: law files that are not yet law, trials of them on past data, and what they would change.
CREATE TABLE monitoring_rule_draft (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, document TEXT NOT NULL, in_force_from TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL,
  state TEXT NOT NULL, drafted_by TEXT NOT NULL, drafted_by_name TEXT NOT NULL, drafted_at BIGINT NOT NULL, ended_by TEXT, ended_by_name TEXT, ended_at BIGINT, end_reason TEXT, version BIGINT NOT NULL);

CREATE TABLE monitoring_draft_trial (
  id TEXT PRIMARY KEY, draft_id TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, division TEXT NOT NULL, asked_by_name TEXT NOT NULL, asked_at BIGINT NOT NULL, done_at BIGINT, book TEXT,
  compared INTEGER NOT NULL, differing INTEGER NOT NULL, newly INTEGER NOT NULL, no_longer INTEGER NOT NULL, version BIGINT NOT NULL);
CREATE INDEX monitoring_draft_trial_draft ON monitoring_draft_trial (draft_id, asked_at);

CREATE TABLE monitoring_draft_difference (
  position {{serial}}, trial_id TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, factor_name TEXT NOT NULL,
  period TEXT NOT NULL, start_at BIGINT NOT NULL, change TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, before_sentence TEXT NOT NULL, after_sentence TEXT NOT NULL);
CREATE INDEX monitoring_draft_difference_trial ON monitoring_draft_difference (trial_id, start_at);
