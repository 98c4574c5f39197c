import type { components } from '@/api/schema'
import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type CheckRow = Schemas['ListCatalogueRow']
export type FindingRow = Schemas['ListFindingsRow']
export type FindingFileView = Schemas['ReadFindingFindingFile']
export type SelfAnswer = Schemas['CheckOneselfAnswer']
export type Severity = CheckRow['severity']
export type Group = CheckRow['group']

export const severities: Record<Severity, StateWord> = {
  fatal: { word: '致命', tone: 'bad' },
  breach: { word: '违规', tone: 'orange' },
  doubtful: { word: '存疑', tone: 'near' },
  note: { word: '提示', tone: 'plain' },
}

export const severityTabs: StateTab[] = (['fatal', 'breach', 'doubtful', 'note'] as const).map(key => ({ key, word: severities[key].word }))

export const groups: Record<Group, string> = { pattern: '异常模式', data: '数据', line: '联网', mark: '标记', packet: '报文', verdict: '判定' }

export const media: Record<string, string> = { air: '废气', water: '废水' }

export const findingTabs: StateTab[] = [{ key: 'standing', word: '有效' }, { key: 'aside', word: '已搁置' }, { key: 'gone', word: '不再成立' }]

export function standing(row: { setAsideAt?: string | null, goneAt?: string | null }): StateWord {
  if (row.setAsideAt) return { word: '已搁置', tone: 'paused' }
  return row.goneAt ? { word: '不再成立', tone: 'paused' } : { word: '有效', tone: 'accent' }
}

/** A number as short as it may be. */
export const short = (value: number) => String(Math.round(value * 10000) / 10000)
