import type { StateTab } from '@/ui/list/columns'
import type { TimeLineEntry } from '@/ui/timeLine'
import type { StateWord } from '@/ui/tone'
import type { Trust } from '@/features/verdicts/verdict'

export type OrderState = 'reminded' | 'issued' | 'answered' | 'sentBack' | 'accepted' | 'upheld' | 'closed' | 'withdrawn'

export const orderStates: Record<OrderState, StateWord> = {
  reminded: { word: '已提醒', tone: 'blue' },
  issued: { word: '待反馈', tone: 'near' },
  answered: { word: '待核查', tone: 'blue' },
  sentBack: { word: '已退回', tone: 'orange' },
  accepted: { word: '已采纳', tone: 'good' },
  upheld: { word: '已核实', tone: 'bad' },
  closed: { word: '已办结', tone: 'good' },
  withdrawn: { word: '已撤销', tone: 'paused' },
}

export const orderTabs: StateTab[] = [...Object.entries(orderStates).map(([key, { word }]) => ({ key, word })), { key: 'overdue', word: '逾期', across: true }]

export const classWords: Record<string, string> = { warning: '事前预警', dispatch: '事中调度', handling: '事后处理' }

/** Figures of the statistics, as filters of the list. */
export const measureWords: Record<string, string> = { issued: '下发（不含撤销）', received: '已签收', needed: '须反馈', answered: '已反馈', onTime: '按期反馈', closed: '已办结' }

export interface OrderRow {
  id: string, number: string, state: OrderState, class: string, trigger: string, colour: string, enterpriseId: string, enterpriseName: string, division: string, outletName: string
  factor: string, factorName: string, day: string, title: string, summary: string, value?: number | null, limit?: number | null, unit?: string | null, multiple?: number | null, ongoing: boolean, level: number
  issuedAt: string, dueAt: string, checkDueAt?: string | null, receivedAt?: string | null, answeredAt?: string | null, closedAt?: string | null, returns: number
}

export interface StatedMark { kind: string, name: string, from: string, to: string, note: string }

export interface OrderAnswerView {
  id: string, at: string, personName: string, post: string, cause: string, causeName: string, text: string, measures: string, marks: StatedMark[]
  files: { id: string, name: string, type: string, size: number }[], late: boolean, outcome?: string | null, outcomeReason?: string | null, outcomeAt?: string | null, outcomeBy?: string | null
}

export interface OrderFileView extends OrderRow {
  version: number, className: string, triggerName: string, divisionName: string, outletId: string, limitName?: string | null, trust: Trust
  occurrences: { verdictId: string, from: string, to: string, value?: number | null, multiple?: number | null, sentence: string, withdrawn?: string | null }[]
  fromAt: string, toAt: string, dueProvisional: boolean, urged: number, ofVerdicts: boolean, levelName: string, checkedAt?: string | null, checkedBy?: string | null, closeNote?: string | null, daysExceededIn30: number
  answers: OrderAnswerView[]
  deliveries: { to: string, name: string, at: string, receivedAt?: string | null, receivedBy?: string | null }[]
  steps: { id: string, at: string, personName: string, post: string, kind: string, title: string, reason?: string | null, path?: string | null }[]
  acts: string[]
}

export interface OrderWords {
  causes: { code: string, name: string }[]
  marks: { code: string, name: string, effect?: 'stopped' | 'exempt' | 'invalid' | null }[]
  levels: { level: number, name: string, afterHours: number }[]
}

export const isWaiting = (state: OrderState) => state === 'issued' || state === 'sentBack'

/** Steps of the server as lines of the shared time line. */
export const lines = (steps: OrderFileView['steps']): TimeLineEntry[] => steps.map(step => ({
  id: step.id, at: step.at, title: step.title, who: step.post ? `${step.personName} · ${step.post}` : step.personName, reason: step.reason, path: step.path,
  tone: /escalate|send-back|urge/.test(step.kind) ? 'near' : /uphold/.test(step.kind) ? 'bad' : undefined,
}))
