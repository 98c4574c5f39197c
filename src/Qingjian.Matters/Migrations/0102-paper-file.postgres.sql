CREATE TABLE matters_paper_file (paper_id TEXT PRIMARY KEY, docx BYTEA NOT NULL);
