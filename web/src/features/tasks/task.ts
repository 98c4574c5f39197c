import type { Step } from '@/features/clues/clue'
import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export const taskStates: Record<string, StateWord> = {
  initiated: { word: '待研判', tone: 'near' },
  triaged: { word: '待派发', tone: 'near' },
  dispatched: { word: '待接受', tone: 'blue' },
  returned: { word: '已退回', tone: 'bad' },
  accepted: { word: '已接受', tone: 'blue' },
  onSite: { word: '现场检查', tone: 'accent' },
  feedback: { word: '待核验', tone: 'near' },
  rework: { word: '返工', tone: 'orange' },
  verified: { word: '已核验', tone: 'good' },
  closed: { word: '已办结', tone: 'good' },
  dismissed: { word: '已排除', tone: 'paused' },
}

export const taskTabs: StateTab[] = Object.entries(taskStates).map(([key, { word }]) => ({ key, word }))

export const priorities: Record<string, StateWord> = {
  normal: { word: '一般', tone: 'plain' }, urgent: { word: '紧急', tone: 'orange' }, critical: { word: '特急', tone: 'bad' },
}

export interface TaskRow {
  id: string, number: string, state: string, waitsFor: string, title: string, target: string, place: string, elementName: string, priority: string, alert: boolean
  initiatedUnit?: string, initiatedAt: string, organisationName?: string, crew: string[], visitOn?: string, stepSince: string, stepDue?: string, dueAt?: string
  found?: boolean, urged: number, extended: number, reworks: number, inspectionId?: string
}

export interface CrewMember { personId: string, name: string, certificate: string, unit: string }

export interface TaskFileView {
  id: string, number: string, state: string, version: number, waitsFor: string, title: string, facts: string, element: string, enterpriseId?: string, outletId?: string, outletName?: string
  target: string, division: string, divisionName: string, place: string, initiatedByName: string, initiatedUnit?: string, initiatedAt: string
  priority: string, alert: boolean, instruction?: string, organisationId?: string, organisationName?: string, crew: CrewMember[], visitOn?: string, returnReason?: string
  arrivedAt?: string, inspectionId?: string, found?: boolean, findings?: string, measures?: string, feedbackAt?: string, caseId?: string, closedAt?: string, reworks: number
  stepSince: string, stepDue?: string, dueAt?: string, escalated: number, urged: number, extended: number
  clues: { id: string, number: string, state: string, source: string, content: string, orderId?: string, orderNumber?: string }[]
  papers: { id: string, code: string, title: string, number?: string | null, printedOn: string, issuedByName: string }[]
  inspections: { id: string, number: string, state: string, startedAt: string, endedAt?: string, sha256?: string }[]
  steps: Step[]
  acts: string[]
}

export interface Offers {
  on: string
  officers: { personId: string, name: string, unit: string, jobTitle: string, certificate: string, certificateTo: string, busy: number }[]
  excluded: { name: string, reason: string }[]
}

/** Where the device says it is; null when it cannot or may not say. Never waits longer than eight seconds. */
export const whereAmI = () => new Promise<{ longitude: number, latitude: number, accuracy: number } | null>(done => {
  if (!('geolocation' in navigator)) return done(null)
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => done({ longitude: coords.longitude, latitude: coords.latitude, accuracy: coords.accuracy }),
    () => done(null), { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 })
})
