/** A published decision as the public projection answers it; nothing in it was ever unmasked. */
export interface DisclosedRow {
  id: string, number: string, party: string, cause: string, result: string, agency: string
  /** yyyy-MM-dd */
  decidedOn: string
  publishedAt: string
}

/** One decision; after a withdrawal only number, agency, days and reason are left. */
export interface Disclosed {
  id: string, number: string, agency: string, decidedOn: string, publishedAt: string
  party: string | null, creditCode: string | null, legalRepresentative: string | null, cause: string | null, facts: string | null
  place: string | null, basis: string | null, result: string | null
  /** Digest of the published text, lower-case hexadecimal. */
  sha256: string | null
  withdrawnAt: string | null, withdrawnReason: string | null
}
