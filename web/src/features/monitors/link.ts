import type { StateWord } from '@/ui/tone'
import { spanText } from '@/ui/words'

export interface LinkRow {
  id: string
  mn: string
  name: string
  enterpriseId: string
  enterpriseName: string
  division: string
  outlets: string
  state: 'never' | 'online' | 'late' | 'silent'
  monitorState: 'active' | 'disabled' | 'retired'
  lastPacketAt: string | null
  lastCommandName: string
  clockSeconds: number | null
  connections: number
  packets: number
  refused: number
  warnings: string[]
}

export interface Noticed { code: string, text: string, cure: string, lastAt: string, times: number }

export interface LinkFileView {
  link: LinkRow
  edition: string
  commands: { command: number, name: string, packets: number }[]
  findings: Noticed[]
  refusals: Noticed[]
  peers: { address: string, lastAt: string | null, known: boolean, confirmedBy: string | null, confirmedAt: string | null, note: string }[]
  clonedAt: string | null
}

export interface GatewayView {
  degraded: boolean
  fault: string | null
  port: number
  connections: number
  packets: number
  answers: number
  backlog: number
  unanswered: { code: string, text: string, times: number }[]
  closed: { code: string, text: string, times: number }[]
  rawBytes: number
  readingBytes: number
}

export const linkWords: Record<LinkRow['state'], StateWord> = {
  online: { word: '在线', tone: 'good' },
  late: { word: '迟报', tone: 'near' },
  silent: { word: '离线', tone: 'bad' },
  never: { word: '从未上报', tone: 'paused' },
}

export const monitorWords: Record<LinkRow['monitorState'], StateWord> = {
  active: { word: '在用', tone: 'plain' },
  disabled: { word: '停用', tone: 'paused' },
  retired: { word: '已更换', tone: 'paused' },
}

/** How far a logger's clock is off, in words. */
export function clockText(seconds: number | null): string | undefined {
  if (seconds === null) return undefined
  const size = Math.abs(seconds)
  if (size < 1) return '一致'
  return `${seconds > 0 ? '快' : '慢'} ${size < 60 ? `${size.toFixed(0)} 秒` : spanText(size * 1000)}`
}
