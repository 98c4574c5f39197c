import type { components, paths } from '@/api/schema'

type Schemas = components['schemas']
export type Kind = Schemas['PeriodKind']
/** What is asked for: outlet or monitor, kind of period, from and to. */
export type Question = paths['/api/readings']['get']['parameters']['query']
export type SourceChoice = Schemas['QueryReadingsSourceChoice']
export type FactorSeries = Schemas['QueryReadingsFactorSeries']
export type CellView = Schemas['QueryReadingsCellView']
export type MeanPoint = Schemas['ShowMeansPoint']
export type RowView = Schemas['QueryReadingsRowView']

export const kinds: { key: Kind, word: string }[] = [
  { key: 'realtime', word: '实时' }, { key: 'minute', word: '分钟' }, { key: 'hour', word: '小时' }, { key: 'day', word: '日' },
]

export const periods: { key: string, word: string, hours: number }[] = [
  { key: '6h', word: '6 小时', hours: 6 }, { key: '1d', word: '24 小时', hours: 24 }, { key: '7d', word: '7 天', hours: 168 }, { key: '30d', word: '30 天', hours: 720 },
]

export const flagWords: Record<string, string> = { N: '正常', F: '停运', M: '维护', S: '手工输入', D: '故障', C: '校准', T: '超量程', B: '通讯异常' }
