-- 自动留样: samplers, orders to them, samples and who held them.
CREATE TABLE monitoring_sampler (
  id TEXT PRIMARY KEY, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, outlet_id TEXT NOT NULL, outlet_name TEXT NOT NULL, mn TEXT NOT NULL, name TEXT NOT NULL, bottles INTEGER NOT NULL, volume_ml INTEGER NOT NULL,
  automatic BOOLEAN NOT NULL, created_at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE UNIQUE INDEX monitoring_sampler_mn ON monitoring_sampler (mn);

CREATE TABLE monitoring_sample_task (
  id TEXT PRIMARY KEY, sampler_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, division TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, requested_by TEXT NOT NULL, requested_at BIGINT NOT NULL, why TEXT NOT NULL, verdict_id TEXT,
  factor TEXT, factor_name TEXT, value TEXT, unit TEXT, conversation_id TEXT, qn TEXT, asked_at BIGINT, vase_no INTEGER, ended_at BIGINT, outcome TEXT NOT NULL);
CREATE INDEX monitoring_sample_task_sampler ON monitoring_sample_task (sampler_id, requested_at);
CREATE INDEX monitoring_sample_task_state ON monitoring_sample_task (state);

CREATE TABLE monitoring_sample (
  id TEXT PRIMARY KEY, sampler_id TEXT NOT NULL, task_id TEXT NOT NULL, enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, outlet_name TEXT NOT NULL, division TEXT NOT NULL, number TEXT NOT NULL, vase_no INTEGER NOT NULL, state TEXT NOT NULL,
  sampled_at BIGINT NOT NULL, keeps_until BIGINT NOT NULL, verdict_id TEXT, factor TEXT, factor_name TEXT, value TEXT, unit TEXT, seal_no TEXT, result_value TEXT, result_unit TEXT, report_no TEXT, custody TEXT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX monitoring_sample_sampler ON monitoring_sample (sampler_id, sampled_at);
CREATE INDEX monitoring_sample_verdict ON monitoring_sample (verdict_id);
