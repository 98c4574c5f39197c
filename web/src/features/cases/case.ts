import type { Tone } from '@/ui/tone'
import type { Why } from '@/ui/why'

/** States of a case in order of the procedure, with their words. */
export const caseStates: readonly { key: string, word: string, tone: Tone }[] = [
  { key: 'filing', word: '立案审批', tone: 'near' }, { key: 'filed', word: '已立案', tone: 'accent' }, { key: 'investigating', word: '调查取证', tone: 'accent' },
  { key: 'suspended', word: '中止调查', tone: 'paused' }, { key: 'underReview', word: '案件审查', tone: 'blue' }, { key: 'notified', word: '事先告知', tone: 'near' },
  { key: 'hearing', word: '听证', tone: 'near' }, { key: 'legalReview', word: '法制审核', tone: 'blue' }, { key: 'collective', word: '集体讨论', tone: 'blue' },
  { key: 'decided', word: '已作决定', tone: 'accent' }, { key: 'served', word: '已送达', tone: 'accent' }, { key: 'inExecution', word: '执行中', tone: 'accent' },
  { key: 'demanded', word: '已催告', tone: 'bad' }, { key: 'court', word: '申请强制执行', tone: 'bad' }, { key: 'noPenalty', word: '不予处罚', tone: 'plain' },
  { key: 'terminated', word: '终止调查', tone: 'plain' }, { key: 'closed', word: '已结案', tone: 'good' }, { key: 'notFiled', word: '不予立案', tone: 'plain' }, { key: 'filingRevoked', word: '撤销立案', tone: 'plain' },
]
export const toneOf = (state: string): Tone => caseStates.find(one => one.key === state)?.tone ?? 'plain'

export interface Penalty { warning: boolean, fine?: number | null, other: string[] }
export interface Clock {
  id: string, key: string, name: string, startOn: string, dueOn?: string | null, unshiftedOn?: string | null, notBefore?: string | null, provisional: boolean, refusal?: string | null
  working: string[], ruleSource?: string | null, ruleDigest?: string | null, doneOn?: string | null, result?: string | null
  pauses: { from: string, until?: string | null, reason: string }[]
  extensions: { step: number, approver: string, reason: string, on: string }[]
  earlier: { shown: string, because: string, on: string }[]
}
export interface Service { method: string, receiver: string, receivedOn: string, servedByNames: string[], proofPaperId: string, proofFileId?: string | null }
export interface PaperRow {
  id: string, code: string, title: string, number?: string | null, printedOn: string, issuedAt: number | string, issuedByName: string, served: boolean, forParty: boolean
  service?: Service | null, methodWord?: string | null, cancelledReason?: string | null, docxSha256: string, correctsId?: string | null
}
export interface Evidence {
  evidence: { id: string, ordinal: number, kind: string, name: string, origin: string, originId: string, fileId?: string | null, sha256?: string | null, takenOn: string, provider: string, proves: string, monitoringReport: boolean, resultToldOn?: string | null, noticePaperId?: string | null }
  kindWord: string
}
export interface Candidate {
  code: string, name: string, regime: string, violatedLaw: string, penaltyLaw: string, fineMin?: number | null, fineMax?: number | null, fineBasis: string, aggravated: string, inForceOnActDay: boolean, trust: string, key: string, validFrom?: string | null, validTo?: string | null
}
export interface Factor { id: string, name: string, circumstance: string, required: boolean, options: { id: string, text: string, percent: number }[] }
export interface Table { id: string, title: string, exampleOnly: boolean, min: number, max: number, factors: Factor[], heavierMost: number, lighterMost: number, mitigatedMost: number, trust: string }
export interface Choices {
  candidates: Candidate[], oldOrLighter?: string | null, causes: { code: string, name: string, penaltyLaw: string }[], tables: Table[], penaltyKinds: string[], reviewItems: string[], legalItems: string[], closingGrounds: string[]
}
export interface ReviewRecord { items: { name: string, passed: boolean, note: string }[], opinion: string, byName: string, at: string | number, paperId: string }
export interface Defence {
  statement?: string | null, fileIds: string[], statedAt?: string | number | null, waivedAt?: string | number | null, waivedByName?: string | null, waiverText?: string | null, hearingWaived: boolean, hearingAskedAt?: string | number | null
  findings: { argument: string, accepted: boolean, reason: string }[], answeredAt?: string | number | null
}
export interface Debt { fine: number, principal: number, lateFee: number, dueOn?: string | null, overdueDays: number, working: string[], total: number }
export interface CaseBody {
  id: string, number: string, title: string, state: string, version: number, division: string, enterpriseId?: string | null
  agency: { name: string, shortName: string, phone: string, address: string }
  party: { kind: string, name: string, creditCode?: string | null, legalRepresentative?: string | null, address: string, phone?: string | null }
  clueId: string, clueNumber: string, inspectionId?: string | null, orderId?: string | null, foundOn: string, place: string, facts: string, actFrom: string, actTo: string, causeCode: string, causeName: string, evidenceVersion: number
  roles: { personId: string, name: string, role: string, certificate?: string | null, post: string, from: string }[]
  filing: { reason: string, proposedByName: string, proposedAt: string | number, opinion?: string | null, decidedByName?: string | null, decidedAt?: string | number | null }
  filedOn?: string | null
  law?: { chosen: Candidate, candidates: Candidate[], reason: string, byName: string, at: string | number } | null
  assessment?: { tableTitle: string, exampleOnly: boolean, choices: { factorName: string, optionText: string, percent: number }[], working: string[], suggested?: number | null, adjustment: string, confirmed: number, reason: string, byName: string } | null
  report?: { course: string, conclusion: string, proposed: Penalty, paperId: string, byName: string } | null
  review?: ReviewRecord | null, legalReview?: ReviewRecord | null
  notice?: { paperId: string, penalty: Penalty, hearingOffered: boolean, hearingReason: string, receivedOn?: string | null } | null
  defence?: Defence | null
  hearing?: { at: string | number, place: string, chairName: string, recorderName: string, course?: string | null, opinion?: string | null, partyAbsent: boolean, recordedAt?: string | number | null } | null
  discussion?: { on: string, place: string, votes: { name: string, duty: string, agrees: boolean, opinion: string }[], conclusion: string } | null
  decision?: { penalty: Penalty, noPenalty: boolean, reason: string, number: string, paperId: string, on: string, byName: string, receivedOn?: string | null } | null
  execution?: { payments: { on: string, principal: number, lateFee: number, receiptNo: string, channel: string }[], demandedOn?: string | null, appliedToCourtOn?: string | null } | null
  rectification?: { paperId: string, content: string, due: string, servedOn?: string | null, reinspectedOn?: string | null, finding?: string | null, findingNote?: string | null } | null
  extension?: { reason: string, byName: string, on: string, answer?: string | null, answerReason?: string | null, answeredByName?: string | null } | null
  closing?: { ground: string, result: string, proposedByName: string, approvedByName?: string | null, on?: string | null } | null
  publishedOn?: string | null
}
export interface CaseFileView {
  case: CaseBody, stateWord: string, sourceWord: string, clockName?: string | null, clockDue?: string | null, clockProvisional: boolean
  next: { act: string, word: string, blocked?: string | null }[]
  evidence: Evidence[], papers: PaperRow[], clocks: Clock[]
  steps: { objectType: string, at: string | number, personName: string, post: string, kind: string, title: string, reason?: string | null, sha256?: string | null }[]
  debt?: Debt | null, reviewStands: boolean, legalReviewStands: boolean, legalReviewNeeded?: string | null, discussionNeeded?: string | null, hearingThreshold: string
}

export const yuan = (amount: number) => `${amount.toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 元`

/** 警告；罚款 390,000 元 */
export function penaltyText(penalty: Penalty | null | undefined): string {
  if (!penalty) return '未提出'
  const parts = [...(penalty.warning ? ['警告'] : []), ...(penalty.fine ? [`罚款 ${yuan(penalty.fine)}`] : []), ...penalty.other]
  return parts.length ? parts.join('；') : '不予行政处罚'
}

export const roleWords: Record<string, string> = {
  investigator: '调查人员', filingApprover: '立案审批人', reviewer: '案件审查人员', legalReviewer: '法制审核人员', hearingChair: '听证主持人', voter: '集体讨论成员', decider: '决定人', closeApprover: '结案审批人',
}

/** The working of a clock, as the 依据 drawer shows it. */
export function whyOf(clock: Pick<Clock, 'name' | 'dueOn' | 'notBefore' | 'working' | 'provisional'> & { refusal?: string | null, startOn?: string, ruleSource?: string | null, ruleDigest?: string | null }): Why {
  return {
    title: `${clock.name}期限`,
    conclusion: clock.dueOn ? `最后一日为 ${clock.dueOn}${clock.provisional ? '（暂定）' : ''}。` : clock.refusal ?? (clock.notBefore ? `不早于 ${clock.notBefore}（暂定）。` : '不能确定。'),
    rules: clock.ruleSource ? [{ name: clock.ruleSource, digest: clock.ruleDigest ?? undefined }] : [],
    inputs: clock.startOn ? [{ label: '起算日（当日不计）', value: clock.startOn }] : [],
    lines: clock.working.map(text => ({ text })),
    notes: clock.provisional ? ['用到尚未发布的工作日历，日期为暂定，不印在文书上。'] : [],
  }
}
