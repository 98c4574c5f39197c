-- 黄红牌公布: what the public site shows of the cards.
CREATE TABLE insight_public_card (
  id TEXT PRIMARY KEY, period TEXT NOT NULL, colour TEXT NOT NULL, enterprise_name TEXT NOT NULL, area_code TEXT NOT NULL, basis TEXT NOT NULL, measure TEXT, listed_at BIGINT NOT NULL, lifted_at BIGINT);
