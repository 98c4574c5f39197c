-- Which outlet a meter's fan, pump or treatment belongs to: the checks hold flow and concentration against its electricity.
ALTER TABLE monitoring_meter_point ADD COLUMN outlet_id TEXT;
