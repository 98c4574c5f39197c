import type { StateWord } from '../tone'

/** How a cell is shown. Absent values show `none`, never blank. */
export type CellKind = 'text' | 'number' | 'money' | 'time' | 'date' | 'state' | 'due'

export interface Column<Row> {
  /** Field of the row, and the key of its slot `cell-<key>`. */
  key: string
  label: string
  /** Stands in the head, in brackets. */
  unit?: string
  kind?: CellKind
  width?: number
  minWidth?: number
  /** `true` sorts by the key, a text by that name. */
  sort?: boolean | string
  /** Not shown until chosen in the column chooser. */
  hidden?: boolean
  /** Text made from the row instead of its field. */
  text?: (row: Row) => string | number | null | undefined
  /** Words and tones for `kind: 'state'`, by value. */
  words?: Readonly<Record<string, StateWord>>
  /** Word for an absent value: 未监测, 缺失, 未到期 … */
  none?: string
}

/** A tab of a list. `across`: rows of several states, which stand under their own tabs too and are not counted again. */
export interface StateTab { key: string, word: string, across?: true }

export const headOf = <Row>({ label, unit, kind }: Column<Row>) => {
  const said = unit ?? (kind === 'money' ? '元' : undefined)
  return said ? `${label}（${said}）` : label
}

export const isFigure = <Row>({ kind }: Column<Row>) => kind === 'number' || kind === 'money'

const widths: Partial<Record<CellKind, number>> = { number: 112, money: 116, time: 132, date: 104, state: 96, due: 156 }

/** Room for the head and the usual content, so that neither is cut. */
export function roomOf<Row>(column: Column<Row>): number {
  const head = [...headOf(column)].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 13.5 : 8), 0) + 28 + (column.sort ? 30 : 0)
  return Math.ceil(Math.max(column.minWidth ?? widths[column.kind ?? 'text'] ?? 110, head))
}

/** Below this the table is wider than any window we fit (zoomed, narrow): it keeps its columns and scrolls. */
const LEAST_WIDTH = 900

/**
 * Columns shown while nobody has chosen: those not hidden, as many from the left as the width holds without scrolling sideways.
 * `width` in pixels; 0 when not measured yet, then all.
 */
export function fittingColumns<Row>(columns: readonly Column<Row>[], width: number): { shown: string[], leftOut: number } {
  const usual = columns.filter(column => !column.hidden)
  if (width < LEAST_WIDTH) return { shown: usual.map(column => column.key), leftOut: 0 }
  let room = width
  const shown: string[] = []
  for (const column of usual) {
    room -= column.width ?? (column === columns[0] ? column.minWidth ?? 220 : roomOf(column))
    if (room < 0 && shown.length > 1) break
    shown.push(column.key)
  }
  return { shown, leftOut: usual.length - shown.length }
}

export const sortKey = <Row>(column: Column<Row>) => (column.sort === true ? column.key : column.sort || undefined)

export const valueOf = <Row>(column: Column<Row>, row: Row): unknown =>
  (column.text ? column.text(row) : (row as Record<string, unknown>)[column.key])
