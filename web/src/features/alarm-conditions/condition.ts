import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export interface Term {
  kind: 'all' | 'any' | 'compare' | 'noData'
  terms?: Term[]
  factor?: string
  period?: 'realtime' | 'minute' | 'hour'
  value?: 'judged' | 'measured' | 'converted' | 'min' | 'max' | 'total'
  comparison?: 'above' | 'atLeast' | 'below' | 'atMost'
  measure?: 'number' | 'hourLimit' | 'dayLimit'
  number?: number
  clear?: number | null
  minutes?: number
}

export interface Level { name: string, colour: 'blue' | 'yellow' | 'orange' | 'red', when: Term, holdMinutes: number, clearMinutes: number }
export interface Schedule { weekdays: number[], from: string, to: string, days: 'every' | 'workdays' | 'restDays' }
export interface Rule { levels: Level[], repeat: { everyMinutes: number, most: number } | null, schedule: Schedule | null }
export interface Scope { medium: 'water' | 'air' | null, division: string, industries: string[], outletIds: string[] }

export interface ConditionRow {
  id: string, number: number, name: string, division: string, scopeSay: string, ruleSay: string, levels: string[], enabled: boolean, watched: number, raised: number, lastStepAt?: string | null, editedBy: string, editedAt: string, version: number
}

export interface ConditionFileView {
  condition: ConditionRow, scope: Scope, rule: Rule, outletNames: string[]
  changes: { by: string, post: string, at: string, reason: string, beforeSay?: string | null, afterSay: string }[]
}

export interface StandingRow {
  id: string, conditionId: string, conditionName: string, outletId: string, outletName: string, enterpriseName: string, level: number, levelName: string, colour: string, raisedAt?: string | null, say: string, lookedAt: string
}

export type StepKind = 'raised' | 'again' | 'lowered' | 'cleared'
export interface StepRow { id: string, conditionName: string, outletId: string, outletName: string, enterpriseName: string, kind: StepKind, levelName: string, colour: string, at: string, noticedAt: string, say: string }

export interface Choices {
  factors: { code: string, name: string, unit: string, outlets: number }[]
  outlets: { id: string, name: string, enterpriseName: string, medium: 'water' | 'air' }[]
  daysKept: Record<'realtime' | 'minute' | 'hour', number>
}

export type TrialStep = Omit<StepRow, 'id' | 'conditionName' | 'noticedAt'>
export interface TrialView { done: number, total: number, result?: Trial | null, fault?: string | null }
export interface Trial { from: string, until: string, outlets: number, withData: number, raised: number, times: number, steps: TrialStep[] }

export const enabledWords: Record<string, StateWord> = { on: { word: '启用', tone: 'good' }, off: { word: '停用', tone: 'paused' } }
export const enabledTabs: StateTab[] = [{ key: 'enabled', word: '启用' }, { key: 'disabled', word: '停用' }]
export const standingTabs: StateTab[] = [{ key: 'raised', word: '正在报警' }, { key: 'quiet', word: '正常' }]

export const stepKinds: Record<StepKind, StateWord> = {
  raised: { word: '触发', tone: 'bad' },
  again: { word: '重复', tone: 'near' },
  lowered: { word: '降级', tone: 'blue' },
  cleared: { word: '解除', tone: 'good' },
}
export const stepTabs: StateTab[] = Object.entries(stepKinds).map(([key, { word }]) => ({ key, word }))

export const colourWords = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' } as const
export const colourTones: Record<string, StateWord['tone']> = { blue: 'blue', yellow: 'near', orange: 'orange', red: 'bad' }
export const levelWord = (row: { levelName: string, colour: string }): StateWord => (row.levelName ? { word: row.levelName, tone: colourTones[row.colour] } : { word: '正常', tone: 'good' })

export const periods = { realtime: '实时值', minute: '分钟值', hour: '小时值' } as const
export const values = { judged: '折算值（无则实测）', measured: '实测值', converted: '折算值', max: '时段最大值', min: '时段最小值', total: '时段累计值' } as const
export const comparisons = { above: '高于', atLeast: '不低于', below: '低于', atMost: '不高于' } as const
export const measures = { hourLimit: '小时限值的百分比', dayLimit: '日均限值的百分比', number: '数值' } as const
export const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
export const dayKinds = { every: '每天', workdays: '只在工作日', restDays: '只在休息日和节假日' } as const

export const newComparison = (): Term => ({ kind: 'compare', factor: '', period: 'hour', value: 'judged', comparison: 'above', measure: 'hourLimit', number: 100, clear: 95 })
export const newSilence = (): Term => ({ kind: 'noData', factor: '', period: 'realtime', minutes: 60 })
export const newGroup = (): Term => ({ kind: 'any', terms: [newComparison()] })
export const newLevel = (name: string, colour: Level['colour']): Level => ({ name, colour, when: { kind: 'all', terms: [newComparison()] }, holdMinutes: 0, clearMinutes: 60 })

/** A single comparison stands in a group of its own, so that another can be put beside it. */
export const grouped = (term: Term): Term => (term.kind === 'all' || term.kind === 'any' ? term : { kind: 'all', terms: [term] })

const leaves = (term: Term): Term[] => (term.terms?.length ? term.terms.flatMap(leaves) : [term])
/** Which of the periods that a rule looks at is stored for the shortest time. */
export const shortestPeriod = (rule: Rule, kept: Choices['daysKept']) =>
  rule.levels.flatMap(level => leaves(level.when)).map(leaf => leaf.period ?? 'hour').sort((one, other) => kept[one] - kept[other])[0] ?? 'hour'
