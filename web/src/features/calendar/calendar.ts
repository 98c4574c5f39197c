import type { components } from '@/api/schema'

export type CalendarYear = components['schemas']['ReadCalendarYearView']
export type CalendarFile = components['schemas']['ReadCalendarYearFile']
export type CalendarDay = components['schemas']['ReadCalendarDayView']
export type LoadedYear = components['schemas']['LoadCalendarYearLoaded']

/** A month as the page lays it out: weeks from Monday, empty places before the first and after the last day. */
export interface Month { number: number, weeks: (CalendarDay | undefined)[][] }

/** Lays the days of a year out by month and week. */
export function monthsOf(days: readonly CalendarDay[]): Month[] {
  return Array.from({ length: 12 }, (_, at) => {
    const own = days.filter(day => Number(day.date.slice(5, 7)) === at + 1)
    const before = own[0] ? (new Date(`${own[0].date}T00:00:00Z`).getUTCDay() + 6) % 7 : 0
    const places: (CalendarDay | undefined)[] = [...Array.from({ length: before }, () => undefined), ...own]
    while (places.length % 7 > 0) places.push(undefined)
    return { number: at + 1, weeks: Array.from({ length: places.length / 7 }, (_week, week) => places.slice(week * 7, week * 7 + 7)) }
  })
}

/** How a day is marked: a make-up workday, a named holiday, a plain weekend, or nothing. */
export function markOf(day: CalendarDay): 'makeup' | 'holiday' | 'weekend' | 'work' {
  const weekday = new Date(`${day.date}T00:00:00Z`).getUTCDay()
  const weekend = weekday === 0 || weekday === 6
  if (day.workday) return weekend ? 'makeup' : 'work'
  return day.name && day.name !== '周末' ? 'holiday' : 'weekend'
}

/** A chosen file as text: UTF-8, else GB 18030 as older office programs write it. */
export async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  catch { return new TextDecoder('gb18030').decode(bytes) }
}
