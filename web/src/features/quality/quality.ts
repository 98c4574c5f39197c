import type { components } from '@/api/schema'
import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type QualityRow = Schemas['ListQualityChecksRow']
export type OutletQuality = Schemas['ListQualityChecksOutletQuality']
export type Figure = Schemas['ListQualityChecksFigure']

export const results: Record<QualityRow['result'], StateWord> = {
  passed: { word: '合格', tone: 'good' },
  beyond: { word: '超指标未失控', tone: 'near' },
  out: { word: '失控', tone: 'bad' },
}

export const states: Record<QualityRow['state'], StateWord> = {
  standing: { word: '有效', tone: 'accent' },
  waiting: { word: '待审核', tone: 'near' },
  refused: { word: '不予采纳', tone: 'paused' },
}

export const stateTabs: StateTab[] = (['waiting', 'standing', 'refused'] as const).map(key => ({ key, word: states[key].word }))
