/** One line of a chart. Times are Unix ms; a null value leaves a hole, which a band must name. */
export interface ChartSeries {
  key: string
  name: string
  unit?: string
  /** Time, value, and the flag's word (校准, 维护 …) when the value carries one. */
  points: readonly (readonly [at: number, value: number | null, flag?: string | null])[]
  /** Values put in by rule rather than measured. */
  substituted?: boolean
}

export interface LimitLine { value: number, label: string }

/** A stretch without usable values, or a mark set by the enterprise. Each shows its word. */
export interface ChartBand {
  from: number
  to: number
  kind: 'missing' | 'invalid' | 'stopped' | 'mark'
  /** Instead of the usual word: the mark's own name. */
  label?: string
}

export const bandWords: Record<ChartBand['kind'], string> = { missing: '缺失', invalid: '无效', stopped: '停产', mark: '标记' }
