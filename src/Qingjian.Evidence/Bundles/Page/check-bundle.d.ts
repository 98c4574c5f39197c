/** What the check of a bundle found. */
export interface BundleReport {
  verdict: 'intact' | 'tampered' | 'unreadable' | 'incomplete'
  /** The keys were taken from the bundle itself: compare them with the published ones. */
  keysFromWithin: boolean
  keys: { name: string, id: string }[]
  checkpoint: { origin: string, size: number, root: string } | null
  object: string | null
  entries: BundleReportEntry[]
  faults: { code: string, subject?: string, file: string, expected?: string, found?: string }[]
}

export interface BundleReportEntry {
  index: number
  file: string
  fields: { type: string, id: string, t: string, actor: string, obj: string, sha256: string, size?: number, salt?: string } | null
  proven: boolean
  content: 'none' | 'same' | 'changed' | 'missing' | 'too-large'
  contentFile: string | null
}

/** Checks a bundle. `trusted` holds published keys, one a string; when empty the keys inside are taken. */
export function checkBundle(blob: Blob, trusted?: string[]): Promise<BundleReport>
