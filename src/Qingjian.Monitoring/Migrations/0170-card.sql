-- 黄红牌: runs of quarters and the cards they found.
CREATE TABLE monitoring_card_run (
  id TEXT PRIMARY KEY, year INTEGER NOT NULL, quarter INTEGER NOT NULL, division TEXT NOT NULL, rule TEXT NOT NULL, "join" TEXT NOT NULL, units INTEGER NOT NULL, yellow INTEGER NOT NULL, red INTEGER NOT NULL,
  preview BOOLEAN NOT NULL, ran_by_name TEXT NOT NULL, ran_at BIGINT NOT NULL);

CREATE TABLE monitoring_card (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL, year INTEGER NOT NULL, quarter INTEGER NOT NULL, enterprise_id TEXT, enterprise_name TEXT NOT NULL, division TEXT NOT NULL, colour TEXT NOT NULL, state TEXT NOT NULL,
  valid INTEGER NOT NULL, exceeding INTEGER NOT NULL, share TEXT, working TEXT NOT NULL, days TEXT NOT NULL, preview BOOLEAN NOT NULL, measure TEXT, correction_due TEXT, corrected_on TEXT, published_at BIGINT,
  steps TEXT NOT NULL, created_at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX monitoring_card_quarter ON monitoring_card (year, quarter, division);
