import { expect, it } from 'vitest'
import { markOf, monthsOf } from './calendar'

const day = (date: string, workday: boolean, name = '') => ({ date, workday, name })

it('lays January 2027 out from Monday', () => {
  const january = monthsOf(Array.from({ length: 31 }, (_, at) => day(`2027-01-${String(at + 1).padStart(2, '0')}`, true)))[0]!
  // 2027-01-01 is a Friday.
  expect(january.weeks[0]!.map(place => place?.date ?? '')).toEqual(['', '', '', '', '2027-01-01', '2027-01-02', '2027-01-03'])
  expect(january.weeks.every(week => week.length === 7)).toBe(true)
  expect(january.weeks.flat().filter(Boolean)).toHaveLength(31)
})

it('tells a make-up workday, a holiday and a weekend apart', () => {
  expect(markOf(day('2026-10-10', true, '国庆节调休'))).toBe('makeup')
  expect(markOf(day('2026-10-01', false, '国庆节'))).toBe('holiday')
  expect(markOf(day('2026-10-11', false, '周末'))).toBe('weekend')
  expect(markOf(day('2026-10-12', true))).toBe('work')
})
