import type { components } from '@/api/schema'
import type { StateTab } from '@/ui/list/columns'
import type { TimeLineEntry } from '@/ui/timeLine'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type Desk = Schemas['ShowDeskDesk']
export type DeskKind = Schemas['ShowDeskKind']
export type OutletChoice = Schemas['ShowDeskOutletChoice']
export type MarkView = Schemas['MarkView']
export type MarkRow = Schemas['ListMarksRow']
export type MarkFileView = Schemas['ReadMarkMarkFile']
export type MarkState = Schemas['MarkState']
export type IndustryWord = Schemas['ListMarksIndustryWord']

export const markStates: Record<MarkState, StateWord> = {
  standing: { word: '有效', tone: 'good' },
  waiting: { word: '待审核', tone: 'near' },
  refused: { word: '不予采纳', tone: 'bad' },
  withdrawn: { word: '已撤回', tone: 'paused' },
  replaced: { word: '已被修改', tone: 'paused' },
}

export const markTabs: StateTab[] = [{ key: 'review', word: '待我审核', across: true }, ...Object.entries(markStates).map(([key, { word }]) => ({ key, word }))]

export const levelWords: Record<string, string> = { source: '工况', device: '设备' }

/** What a kind does to the data, in a word. */
export const effectWord = (effect: string | null | undefined) => ({ exempt: '豁免', invalid: '数据无效', stopped: '停运，不作判定' })[effect ?? ''] ?? '仅作说明'

/** Hours and minutes: 2 小时 30 分. */
export function lengthText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours ? `${hours} 小时` : '', rest || !hours ? `${rest} 分` : ''].filter(Boolean).join(' ')
}

/** Steps of the server as lines of the shared time line. */
export const markLines = (steps: MarkFileView['steps']): TimeLineEntry[] => steps.map(step => ({
  id: step.id, at: step.at, title: step.title, who: step.post ? `${step.personName} · ${step.post}` : step.personName, reason: step.reason,
  tone: /doubt|challenged/.test(step.kind) ? 'near' : /refuse/.test(step.kind) ? 'bad' : undefined,
}))
