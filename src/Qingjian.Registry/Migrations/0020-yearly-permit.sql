-- 许可年排放量 of a factor in tonnes a year.
ALTER TABLE registry_factor ADD COLUMN yearly_tonnes TEXT;
