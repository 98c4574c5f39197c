import type { Step } from '@/features/clues/clue'
import type { CrewMember } from '@/features/tasks/task'
import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export const recordStates: Record<string, StateWord> = {
  draft: { word: '制作中', tone: 'near' },
  sealed: { word: '已封存', tone: 'good' },
  discarded: { word: '已作废', tone: 'paused' },
}

export const recordTabs: StateTab[] = Object.entries(recordStates).map(([key, { word }]) => ({ key, word }))

export interface RecordRow {
  id: string, number: string, state: string, taskId: string, target: string, crew: string[], startedAt: string, endedAt?: string, found?: boolean, checklistTitle?: string, sealedAt?: string, sha256?: string
}

export interface ChecklistItem {
  id: string, group: string, question: string, how: string, evidence: string[], answerType: string, violationCodes: string[], evidenceOnNo: boolean, key: boolean
}

export interface Answer { itemId: string, answer: string, note: string }
export interface Measurement { point: string, item: string, value: string, unit: string, method: string, at: string }
export interface Interview { person: string, identity: string, duty: string, place: string, from: string | null, to: string | null, rightsTold: boolean, rows: { asked: string, answered: string }[] }

export interface RecordContent {
  place: string, longitude?: number | null, latitude?: number | null, accuracy?: number | null
  partyName: string, creditCode: string, partyAddress: string, legalRepresentative: string
  siteContact: string, siteContactDuty: string, siteContactIdentity: string, siteContactPhone: string
  certificateShownAt?: string | null, rightsReadAt?: string | null, partyConfirmed?: boolean, confirmationNote: string, withdrawalAsked: boolean, withdrawalNote: string
  production: string, permits: string, treatment: string, violation: string, sampling: string, other: string
  answers: Answer[], measurements: Measurement[], interviews: Interview[]
  found?: boolean, measures: string
}

export interface Photo {
  id: string, fileId: string, sha256: string, name: string, subject: string, proves: string, place: string, longitude?: number, latitude?: number, accuracy?: number, takenAt: string, takenByName: string, itemId?: string
}

export interface SignatureView { role: 'officer' | 'party' | 'witness', personId?: string, name: string, fileId?: string, refused: boolean, reason?: string, witness?: string, at: string }

export interface RecordFileView {
  id: string, number: string, state: string, version: number, taskId: string, taskNumber: string, clueId?: string, enterpriseId?: string, target: string, divisionName: string
  crew: CrewMember[], startedAt: string, endedAt?: string, content: RecordContent, checklist?: { id: string, title: string, version: string, items: ChecklistItem[] }, checklistSha256?: string
  signatures: SignatureView[], photos: Photo[], amendments: { ordinal: number, reason: string, text: string, byName: string, at: string, sha256: string, paperId?: string | null }[]
  sources: { number: string, content: string, orderId?: string, orderNumber?: string }[]
  sealedAt?: string, sha256?: string, discardReason?: string, steps: Step[], mayWrite: boolean, mayAmend: boolean
}

export interface Fault { field: string, message: string }

/** The six parts of the record, in the order in which they happen on site. */
export const parts = [
  { key: 'arrival', title: '到场告知', fields: ['startedAt', 'content.place', 'content.party', 'content.site', 'content.certificate', 'content.rights', 'content.confirmation', 'content.withdrawal'] },
  { key: 'checklist', title: '检查清单', fields: ['answers'] },
  { key: 'facts', title: '现场情况', fields: ['content.production', 'content.permits', 'content.treatment', 'content.violation', 'content.sampling', 'content.other', 'content.found', 'content.measures'] },
  { key: 'photos', title: '拍摄测量', fields: ['photos'] },
  { key: 'interviews', title: '询问', fields: ['interviews'] },
  { key: 'signatures', title: '签名封存', fields: ['endedAt', 'signatures'] },
] as const

export const partOf = (field: string) => parts.find(part => part.fields.some(start => field.startsWith(start)))?.key ?? 'facts'

export const answerWords: Record<string, string> = { yes: '是', no: '否', na: '不适用' }
export const roleWords: Record<string, string> = { officer: '检查人', party: '被检查人', witness: '见证人' }

export const rightsText = '我们是生态环境执法人员，这是我们的执法证件，请过目。现依法对你单位进行检查，请予以配合，如实回答询问、提供材料，不得拒绝、阻碍或者隐瞒。你有权进行陈述和申辩；认为执法人员与检查事项有直接利害关系的，有权申请其回避。'
