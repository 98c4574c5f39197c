import type { components } from '@/api/schema'
import type { Tone } from '@/ui/tone'

export type RateRow = components['schemas']['RateRow']
export type Summary = components['schemas']['ListRatesSummary']
export type GapRow = components['schemas']['ListGapsGapRow']
export type Calendar = components['schemas']['GapCalendarCalendar']
export type HourView = components['schemas']['GapCalendarHourView']
export type CoverageView = components['schemas']['ShowCoverageCoverage']
export type DueState = components['schemas']['DueState']
export type Level = 'county' | 'city' | 'enterprise' | 'outlet'

export const levels: { key: Level, word: string }[] = [{ key: 'city', word: '市' }, { key: 'county', word: '县（区）' }, { key: 'enterprise', word: '企业' }, { key: 'outlet', word: '排放口' }]

/** A share of 1 in percent with two decimals; the word for none. */
export const percent = (share: number | null | undefined, none = '无') => (share === null || share === undefined ? none : `${(Math.round(share * 1e6) / 1e4).toFixed(2)}%`)

export const metWord = (met: boolean | null | undefined): { word: string, tone: Tone } =>
  met === true ? { word: '达标', tone: 'good' } : met === false ? { word: '未达标', tone: 'bad' } : { word: '无数据', tone: 'paused' }

/** Short sign and words of a cell: never by colour alone. */
export const dueWords: Record<DueState, { sign: string, word: string }> = {
  received: { sign: '√', word: '有效' },
  late: { sign: '补', word: '补传有效' },
  tooLate: { sign: '逾', word: '逾期补传（不计）' },
  missing: { sign: '缺', word: '缺失' },
  invalid: { sign: '无', word: '无效' },
  stopped: { sign: '停', word: '停运' },
  check: { sign: '标', word: '标样核查' },
  pending: { sign: '·', word: '未到时' },
}

/** The cell that needs a look first stands for all factors of an hour. */
export const gravity: DueState[] = ['missing', 'tooLate', 'invalid', 'late', 'check', 'stopped', 'pending', 'received']

export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** First and last day of the month of a day, as `yyyy-MM-dd`. */
export function monthDays(month: string): [string, string] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return [`${month.slice(0, 7)}-01`, `${month.slice(0, 7)}-${String(last).padStart(2, '0')}`]
}
