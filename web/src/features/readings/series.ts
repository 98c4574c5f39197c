export type Kind = 'realtime' | 'minute' | 'hour' | 'day' | 'fiveMinute'

export interface SourceChoice { outletId: string, outlet: string, enterpriseId: string, enterprise: string, monitorId: string, mn: string, medium: string, codes: string[] }

export interface SeriesPoint { at: string, value: number | null, low: number | null, high: number | null, flag: string, count: number, valid: boolean, late: boolean, revised: boolean, suspect: boolean }

export interface SeriesGap { from: string, until: string, kind: 'missing' | 'invalid' | 'stopped', word: string }

export interface SeriesLimit { period: string, lower: number | null, upper: number | null, text: string, unit: string, source: string, binding: boolean }

export interface FactorSeries { code: string, name: string, unit: string, decimals: number, limits: SeriesLimit[], points: SeriesPoint[], gaps: SeriesGap[] }

export interface Series { title: string, kind: Kind, kindName: string, from: string, until: string, bucketSeconds: number, factors: FactorSeries[] }

export interface CellView {
  code: string, value: number | null, min: number | null, max: number | null, converted: number | null, total: number | null
  flag: string, flagName: string, valid: boolean, suspect: boolean, late: boolean, rawId: string
}

export interface RowView { at: string, receivedAt: string, revision: number, late: boolean, cells: CellView[] }

export interface ReadingTable { title: string, columns: { code: string, name: string, unit: string }[], items: RowView[], total: number, page: number, size: number }

export const kinds: { key: Kind, word: string }[] = [
  { key: 'realtime', word: '实时' }, { key: 'minute', word: '分钟' }, { key: 'hour', word: '小时' }, { key: 'day', word: '日' },
]

export const periods: { key: string, word: string, hours: number }[] = [
  { key: '6h', word: '6 小时', hours: 6 }, { key: '1d', word: '24 小时', hours: 24 }, { key: '7d', word: '7 天', hours: 168 }, { key: '30d', word: '30 天', hours: 720 },
]

export const flagWords: Record<string, string> = { N: '正常', F: '停运', M: '维护', S: '手工输入', D: '故障', C: '校准', T: '超量程', B: '通讯异常' }
