import { spanText, toMillis, type Instant } from './words'

export type ClockState = 'in-time' | 'near' | 'overdue' | 'paused' | 'done' | 'none'

export interface ClockReading { state: ClockState, word: string }

const NEAR = 24 * 3_600_000

/**
 * Reads a deadline. The last tenth of its time, and in any case the last day, is near.
 * A date without a time ends with that day (24:00 Beijing).
 */
export function readClock(due: Instant | null | undefined, now: number, how: { since?: Instant | null, paused?: boolean, done?: boolean } = {}): ClockReading {
  if (how.done) return { state: 'done', word: '已办结' }
  if (how.paused) return { state: 'paused', word: '已暂停' }
  if (due === null || due === undefined) return { state: 'none', word: '无时限' }
  const dateOnly = typeof due === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(due)
  const end = toMillis(due) + (dateOnly ? 86_400_000 : 0)
  if (Number.isNaN(end)) return { state: 'none', word: '无时限' }
  const left = end - now
  if (left < 0) return { state: 'overdue', word: `逾期 ${spanText(left)}` }
  const whole = how.since === null || how.since === undefined ? 0 : end - toMillis(how.since)
  return left <= Math.max(NEAR, whole / 10)
    ? { state: 'near', word: `临近，剩 ${spanText(left)}` }
    : { state: 'in-time', word: `剩 ${spanText(left)}` }
}
