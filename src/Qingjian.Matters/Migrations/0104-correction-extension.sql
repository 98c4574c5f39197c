ALTER TABLE matters_case ADD COLUMN extension TEXT;
ALTER TABLE matters_case_evidence ADD COLUMN notice_paper_id TEXT;
ALTER TABLE matters_inspection_amendment ADD COLUMN paper_id TEXT;
