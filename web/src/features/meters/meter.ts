import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export type MeterState = 'unknown' | 'off' | 'idle' | 'running'

export interface MeterRow {
  id: string, enterpriseId: string, enterpriseName: string, division: string, name: string, kind: 'production' | 'treatment' | 'total', ratedKw: number, ctRatio: number, mn: string, code: string
  offShare?: number | null, idleShare?: number | null, meterState: MeterState, kw?: number | null, at?: string | null, version: number
}

export interface ViolationRow {
  id: string, enterpriseId: string, enterpriseName: string, linkageName: string, fault: 'during' | 'lead' | 'lag', fromAt: string, toAt: string, goingOn: boolean, minutes: number, kwh: number, say: string, clue: boolean
}

export interface PlantView {
  enterpriseId: string, enterpriseName: string, day: string, from: string, until: string
  meters: { meter: MeterRow, kwh: number, covered: number, points: { at: string, kw: number }[], spans: { from: string, to: string, state: MeterState }[] }[]
  linkages: { id: string, name: string, production: string[], treatment: string[], relation: 'all' | 'any', leadMinutes: number, lagMinutes: number, version: number }[]
  violations: ViolationRow[]
  days: { day: string, productionKwh: number, treatmentKwh: number }[]
}

export const meterKinds: Record<MeterRow['kind'], StateWord> = {
  production: { word: '生产设施', tone: 'accent' },
  treatment: { word: '治理设施', tone: 'blue' },
  total: { word: '总用电', tone: 'plain' },
}

export const meterStates: Record<MeterState, StateWord> = {
  running: { word: '运行', tone: 'good' },
  idle: { word: '待机', tone: 'near' },
  off: { word: '停机', tone: 'paused' },
  unknown: { word: '无数据', tone: 'plain' },
}

export const faults: Record<ViolationRow['fault'], StateWord> = {
  during: { word: '生产时未运行', tone: 'bad' },
  lead: { word: '启动晚', tone: 'near' },
  lag: { word: '停止早', tone: 'near' },
}

export const kindTabs: StateTab[] = Object.entries(meterKinds).map(([key, { word }]) => ({ key, word }))
export const faultTabs: StateTab[] = Object.entries(faults).map(([key, { word }]) => ({ key, word }))

export type ControlResult = 'executed' | 'partly' | 'notExecuted' | 'insufficient' | 'noBaseline'

export interface ControlRow {
  id: string, number: string, kind: 'peakShift' | 'heavyPollution' | 'majorEvent' | 'cardCorrection', level?: 'yellow' | 'orange' | 'red' | null, measure: 'stop' | 'limit', limitShare: number, fromAt: string, toAt: string, basis: string
  phase: 'ahead' | 'inForce' | 'over', issuedByName: string, issuedAt: string, lifted: boolean, targets: number, received: number, executed: number, partly: number, notExecuted: number, own: boolean, awaitsReceipt: boolean, version: number
}

export interface ControlDay { day: string, hours: number, kwh: number, covered: number, allowedKwh?: number | null, result: ControlResult, say: string }

export interface ControlTarget {
  enterpriseId: string, enterpriseName: string, division: string, receivedAt?: string | null, receivedBy?: string | null, baselineKwh?: number | null, baselineSay?: string | null, result?: ControlResult | null, metered: boolean, clue: boolean, days: ControlDay[]
}

export interface ControlFileView { order: ControlRow, areas: string[], liftedWhy?: string | null, targets: ControlTarget[] }

export interface Curve { from: string, until: string, orderFrom: string, orderTo: string, baselineKw?: number | null, allowedKw?: number | null, points: { at: string, kw?: number | null }[] }

export const controlKinds = { peakShift: '错峰生产', heavyPollution: '重污染天气应急', majorEvent: '重大活动保障', cardCorrection: '黄红牌整改' } as const
export const controlLevels = { yellow: '黄色', orange: '橙色', red: '红色' } as const

export const phases: Record<ControlRow['phase'], StateWord> = {
  inForce: { word: '执行中', tone: 'accent' },
  ahead: { word: '未开始', tone: 'plain' },
  over: { word: '已结束', tone: 'paused' },
}
export const phaseTabs: StateTab[] = Object.entries(phases).map(([key, { word }]) => ({ key, word }))

export const results: Record<ControlResult, StateWord> = {
  executed: { word: '已执行', tone: 'good' },
  partly: { word: '部分执行', tone: 'near' },
  notExecuted: { word: '未执行', tone: 'bad' },
  insufficient: { word: '数据不足', tone: 'plain' },
  noBaseline: { word: '无基准', tone: 'plain' },
}

export const measureText = (order: Pick<ControlRow, 'measure' | 'limitShare'>) => (order.measure === 'stop' ? '停产' : `限产至${Math.round(order.limitShare * 100)}%`)
export const kwText = (value?: number | null) => (value === null || value === undefined ? '无数据' : value.toFixed(value < 100 ? 1 : 0))
