import type { Tone } from './tone'

export interface TimeLineEntry {
  id: string
  at: string | number
  title: string
  /** Person and unit. */
  who?: string | null
  /** Opinion, cause, words of the act. */
  reason?: string | null
  /** Page with more. */
  path?: string | null
  /** Address of the evidence entry. */
  proof?: string | null
  tone?: Tone
}
