import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'
import type { Why } from '@/ui/why'
import { unitText } from '@/ui/words'

export type Outcome = 'compliant' | 'warning' | 'exceeded' | 'notJudged'
export type Period = 'hour' | 'day' | 'instant'
export type Trust = 'text' | 'secondHand' | 'memory'

export const outcomes: Record<Outcome, StateWord> = {
  exceeded: { word: '超标', tone: 'bad' },
  warning: { word: '预警', tone: 'near' },
  notJudged: { word: '不作判定', tone: 'paused' },
  compliant: { word: '达标', tone: 'good' },
}

export const outcomeTabs: StateTab[] = [...(['exceeded', 'warning', 'notJudged'] as const).map(key => ({ key, word: outcomes[key].word })), { key: 'review', word: '待审核', across: true }]

export const colours: Record<string, StateWord> = {
  blue: { word: '蓝色', tone: 'blue' },
  yellow: { word: '黄色', tone: 'near' },
  orange: { word: '橙色', tone: 'orange' },
  red: { word: '红色', tone: 'bad' },
}

export const periods: Record<Period, string> = { hour: '小时均值', day: '日均值', instant: '瞬时值' }

// What is counted of a day beside the means of its factors: furnace temperature, hours of upkeep, marking.
const days = new Set(['a01901', 'cems-upkeep', 'unmarked-gap', 'late-mark'])
// A verdict on a span of days has a colon in its code.
const counts = { has: (factor: string) => days.has(factor) || factor.includes(':') }

/** Whether hours of the factor are measured, so that a person can find them valid or not. */
export const isMeasured = (factor: string) => /^[aw]\d+$/.test(factor)

/** 小时均值, 日均值, or what is no mean of a day at all. */
export const meanText = (row: { factor: string, period: Period }) => (counts.has(row.factor) ? '当日' : periods[row.period])

/** Title of a verdict; a count is not called a mean. */
export const titleText = (row: { factor: string, factorName: string, period: Period }) => `${row.factorName}${counts.has(row.factor) ? '' : periods[row.period]}`

/** What the two figures of a count or a sum are called; a mean has a value and a limit. */
const figureNames: [kind: RegExp, value: string, limit: string][] = [
  [/^a01901$/, '低于850℃的5分钟均值', '一日内允许'],
  [/^cems-upkeep$/, '本季度累计', '允许'],
  [/^unmarked-gap$/, '没有标记的时段', ''],
  [/^late-mark$/, '最多超过时限', ''],
  [/:total$/, '本年累计排放', '许可年排放量'],
  [/^power:/, '当日生产用电', '允许'],
  [/:/, '累计次数', '达到即认定'],
]

export interface Figure { name: string, text: string }

/** The figures at the head of a verdict, and how they relate: times over the limit, or the share of what is allowed. */
export function figuresOf(row: Pick<VerdictRow, 'factor' | 'value' | 'unit' | 'limit' | 'multiple'>): Figure[] {
  const unit = unitText(row.unit) || '无量纲'
  const names = figureNames.find(([kind]) => kind.test(row.factor))
  if (!names) return [{ name: `数值（${unit}）`, text: figure(row.value) }, { name: `限值（${unit}）`, text: row.limit ?? '无' }, { name: '超标倍数', text: row.multiple === null || row.multiple === undefined ? '不适用' : figure(row.multiple) }]
  const found = [{ name: `${names[1]}（${unit}）`, text: figure(row.value) }]
  if (!names[2]) return found
  found.push({ name: `${names[2]}（${unit}）`, text: row.limit ?? '无' })
  const allowed = Number(row.limit)
  if (allowed > 0 && row.value !== null && row.value !== undefined && names[2] !== '达到即认定') found.push({ name: '占允许量', text: `${Number((row.value / allowed * 100).toFixed(1))}%` })
  return found
}

/** The outcome as a tag: what is no mean of a pollutant is not called 超标. */
export const outcomeOf = (row: { factor: string, outcome: Outcome }): StateWord => (row.outcome === 'exceeded' && counts.has(row.factor) ? { word: '超过规定', tone: 'bad' } : outcomes[row.outcome])

export const trusts: Record<Trust, StateWord> = {
  text: { word: '已核对原文', tone: 'good' },
  secondHand: { word: '据转述', tone: 'near' },
  memory: { word: '待法制确认', tone: 'bad' },
}

export interface VerdictRow {
  id: string, enterpriseId: string, enterpriseName: string, division: string, outletId: string, outletName: string, factor: string, factorName: string
  period: Period, startAt: string, outcome: Outcome, reason: string, value?: number | null, unit?: string | null, limit?: string | null, limitName?: string | null
  multiple?: number | null, colour?: string | null, sentence: string, trust: Trust, judgedAt: string, supersededAt?: string | null, awaitsReview: boolean
}

export interface VerdictFileView extends VerdictRow {
  reasonWord: string, digest: string, book: string, supersededBy?: string | null, supersededWhy?: string | null, orderId?: string | null, orderNumber?: string | null, why: Why
}

export interface RejudgeAnswer {
  sentence: string, same: boolean, book: string
  groups: { period: Period, startAt: string, stored: boolean, same: boolean }[]
  lines: { period: Period, startAt: string, factor: string, factorName: string, outcome: Outcome, reasonWord: string, storedWord?: string | null, sentence: string, digest: string }[]
}

export interface ReviewSheet {
  outletId: string, outletName: string, enterpriseName: string, factor: string, factorName: string, day: string
  hours: {
    clock: number, startAt: string, value?: number | null, converted?: number | null, unit?: string | null, flag: string, flagWord: string, validMinutes?: number | null
    outcome: Outcome, reasonWord: string, sentence: string, doubt?: string | null, marks: string[], origin?: string | null
  }[]
  decisions: { id: string, clock: number, valid: boolean, reason: string, personName: string, post: string, at: string, files: { id: string, name: string }[] }[]
}

/** At most four decimals. */
export const figure = (value?: number | null) => (value === null || value === undefined ? '无' : String(Number(value.toFixed(4))))
