import type { StateTab } from '@/ui/list/columns'
import type { TimeLineEntry } from '@/ui/timeLine'
import type { StateWord } from '@/ui/tone'

export type ClueState = 'registered' | 'verified' | 'inspecting' | 'confirmed' | 'unfounded' | 'dismissed' | 'transferred' | 'filed' | 'notFiled'

export const clueStates: Record<ClueState, StateWord> = {
  registered: { word: '待初核', tone: 'near' },
  verified: { word: '已核实', tone: 'accent' },
  inspecting: { word: '检查中', tone: 'blue' },
  confirmed: { word: '查实', tone: 'bad' },
  unfounded: { word: '查无', tone: 'plain' },
  dismissed: { word: '已排除', tone: 'paused' },
  transferred: { word: '已移送', tone: 'paused' },
  filed: { word: '已立案', tone: 'good' },
  notFiled: { word: '不予立案', tone: 'paused' },
}

export const clueTabs: StateTab[] = Object.entries(clueStates).map(([key, { word }]) => ({ key, word }))

export interface ClueRow {
  id: string, number: string, threadId: string, state: ClueState, source: string, enterpriseId?: string, target: string, place: string, elementName: string, content: string
  foundAt: string, registeredAt: string, registeredByName: string, handlerName?: string
  filingFrom: string, filingWarn?: string, filingDue?: string, filingExtended: boolean, filingDone?: string, orderNumber?: string, taskId?: string, caseId?: string
}

export interface Step {
  objectType: string, objectId: string, at: string, personName: string, post: string, kind: string, title: string, reason?: string, fromState?: string, toState?: string, sha256?: string
}

export interface ClueFileView extends ClueRow {
  version: number, sourceCode: string, orderId?: string, verdictIds: string[], outletId?: string, outletName?: string, divisionName: string, element: string
  factorCode?: string, factFrom?: string, factTo?: string, factValue?: number, factLimit?: number
  files: { id: string, name: string, type: string, size: number }[]
  opinion?: string, reviewedAt?: string, reply?: string, repliedAt?: string, transferredTo?: string, findings?: string, filingExtensionReason?: string, filingProvisional: boolean
  thread: { id: string, number: string, state: ClueState, registeredAt: string, content: string, taskId?: string }[]
  tasks: { id: string, number: string, state: string, title: string, stepDue?: string, crew: string[] }[]
  papers: { id: string, code: string, title: string, number?: string | null, printedOn: string, issuedByName: string }[]
  inspections: { id: string, number: string, state: string, startedAt: string, endedAt?: string, sha256?: string }[]
  steps: Step[]
  acts: string[]
}

export interface ClueSources {
  sources: { code: string, name: string, subcodes: { code: string, name: string }[] }[]
  elements: { code: string, name: string }[]
}

/** Steps of the server as lines of the shared time line. */
export const lines = (steps: readonly Step[]): TimeLineEntry[] => steps.map((step, at) => ({
  id: `${step.at}-${at}`, at: step.at, title: step.title, who: step.post ? `${step.personName} · ${step.post}` : step.personName, reason: step.reason,
  tone: /escalate|urge|return|send-back|sendBack/.test(step.kind) ? 'near' : undefined,
}))
