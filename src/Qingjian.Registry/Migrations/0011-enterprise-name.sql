-- The list of enterprises opens in the order of names.
CREATE INDEX registry_enterprise_name ON registry_enterprise (name);
