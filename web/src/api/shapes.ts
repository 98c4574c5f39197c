/** One page of a list, as every list endpoint answers it. */
export interface Page<Row> {
  items: Row[]
  total: number
  /** From 1. */
  page: number
  size: number
  /** Rows per state under the same filter, for the state tabs. */
  counts?: Record<string, number>
}

/** A stored file. */
export interface StoredFile {
  id: string
  name: string
  /** Bytes. */
  size: number
  sha256: string
  type: string
}
