import { describe, expect, it } from 'vitest'
import { readClock } from './clock'

const now = Date.UTC(2026, 10, 21, 4) // 12:00 in Beijing
const hours = (n: number) => now + n * 3_600_000

describe('a clock', () => {
  it('is in time, near on its last day, overdue after', () => {
    expect(readClock(hours(72), now)).toEqual({ state: 'in-time', word: '剩 3 天' })
    expect(readClock(hours(24), now).state).toBe('near')
    expect(readClock(hours(-1), now)).toEqual({ state: 'overdue', word: '逾期 1 小时' })
  })
  it('is near in the last tenth of a long term', () => {
    expect(readClock(hours(48), now, { since: hours(-900) }).state).toBe('near')
    expect(readClock(hours(48), now, { since: hours(-100) }).state).toBe('in-time')
  })
  it('of a date ends with that day in Beijing', () => {
    expect(readClock('2026-11-21', now)).toEqual({ state: 'near', word: '临近，剩 12 小时' })
    expect(readClock('2026-11-20', now).state).toBe('overdue')
  })
  it('stands still while paused and ends when done, however late', () => {
    expect(readClock(hours(-5), now, { paused: true }).state).toBe('paused')
    expect(readClock(hours(-5), now, { done: true, paused: true }).state).toBe('done')
  })
  it('without a term says so', () => {
    expect(readClock(null, now).word).toBe('无时限')
    expect(readClock('?', now).word).toBe('无时限')
  })
})
