const BEIJING = 8 * 3_600_000

/** Instants come as ISO text or Unix milliseconds; both are shown in Beijing time. */
export type Instant = string | number | Date

/** Unix milliseconds, or NaN when the text is no instant. A date without time is 00:00 Beijing. */
export function toMillis(value: Instant): number {
  if (typeof value === 'number') return value
  if (value instanceof Date) return value.getTime()
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return Date.parse(`${value}T00:00:00+08:00`)
  // Text without an offset is a Beijing wall clock (data times of stations).
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value.replace(' ', 'T')}+08:00`)
}

const two = (n: number) => String(n).padStart(2, '0')

function wall(value: Instant) {
  const at = new Date(toMillis(value) + BEIJING)
  return {
    year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(),
    hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(),
  }
}

/** 2026-11-21 */
export function dateText(value: Instant): string {
  const t = wall(value)
  return `${t.year}-${two(t.month)}-${two(t.day)}`
}

/** 2026-11-21 14:05:09 */
export function fullText(value: Instant): string {
  const t = wall(value)
  return `${dateText(value)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`
}

/** 11月21日 14:05, with the year when it is not this one. */
export function shortText(value: Instant, now: Instant = Date.now()): string {
  const t = wall(value)
  const year = t.year === wall(now).year ? '' : `${t.year}年`
  return `${year}${t.month}月${t.day}日 ${two(t.hour)}:${two(t.minute)}`
}

/** From when to when; a day is said once: 11月21日 10:00 至 11:30. */
export function stretchText(from: Instant, to: Instant): string {
  const [begin, end] = [wall(from), wall(to)]
  const sameDay = begin.year === end.year && begin.month === end.month && begin.day === end.day
  return `${shortText(from)} 至 ${sameDay ? `${two(end.hour)}:${two(end.minute)}` : shortText(to)}`
}

/** 2026年11月21日, as in papers. */
export function paperDate(value: Instant): string {
  const t = wall(value)
  return `${t.year}年${t.month}月${t.day}日`
}

/** How long, in the largest fitting unit: 3 天, 5 小时, 12 分钟. */
export function spanText(millis: number): string {
  const minutes = Math.max(0, Math.round(Math.abs(millis) / 60_000))
  if (minutes < 60) return `${minutes} 分钟`
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} 小时`
  return `${Math.round(minutes / 1440)} 天`
}

/** Thousands separated; at most `digits` decimals, no trailing zeros added. */
export function numberText(value: number, digits = 4): string {
  const [whole = '0', part] = String(Number(value.toFixed(digits))).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '')
}

/** Money held in fen, shown in 元 or, from one million yuan on when asked, 万元. */
export function moneyText(fen: number, unit: '元' | '万元' = '元'): string {
  const yuan = fen / 100
  return unit === '万元' ? `${numberText(yuan / 10_000, 2)} 万元` : `${numberText(yuan, 2)} 元`
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${numberText(bytes / 1024, 1)} KB`
  return `${numberText(bytes / 1024 / 1024, 1)} MB`
}

// Signs that turn or hide text are shown, so that a name cannot pretend to be another.
const hidden = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** Text from people with bidi controls and zero-width characters made visible. */
export const plainText = (text: string) =>
  text.replace(hidden, sign => `⟦U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟧`)

/** A unit as people write it: mg/m³, not mg/m3. */
export const unitText = (unit?: string | null) => (unit ?? '').replace('m3', 'm³').replace('ug', 'μg')
