-- Verdicts on spans of days follow what changed since they were last judged: exceedances, amounts and days under an order, by when they were found or gave way.
CREATE INDEX monitoring_verdict_record_exceeded_at ON monitoring_verdict_record (judged_at) WHERE reason = 'exceeded';
CREATE INDEX monitoring_verdict_record_exceeded_until ON monitoring_verdict_record (superseded_at) WHERE reason = 'exceeded' AND superseded_at IS NOT NULL;
CREATE INDEX monitoring_day_amount_counted ON monitoring_day_amount (counted_at);
CREATE INDEX monitoring_day_amount_superseded ON monitoring_day_amount (superseded_at) WHERE superseded_at IS NOT NULL;
CREATE INDEX monitoring_control_day_assessed ON monitoring_control_day (assessed_at);
