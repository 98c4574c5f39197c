export interface InspectedFinding { code: string, severity: 'note' | 'warning' | 'needsAllowance' | 'refused', text: string, cure: string, offset: number }

export interface InspectedField { offset: number, length: number, raw: string, name: string, nameZh: string, unit: string, meaning: string, findings: InspectedFinding[] }

export interface InspectionReport {
  offset: number
  length: number
  refusal: InspectedFinding | null
  findings: InspectedFinding[]
  fields: InspectedField[]
  lengthSaid: number | null
  lengthCounted: number
  crcSaid: string | null
  crcComputed: string
  crcModbus: string
  version: 'auto' | 'v2005' | 'v2017' | 'v2025'
  mn: string
  command: number
  commandName: string | null
  direction: 'up' | 'down' | 'both'
  answerDue: number
  wasEncrypted: boolean
}

export interface InspectedPacket {
  id: string | null
  receivedAt: string | null
  peer: string | null
  monitorName: string | null
  text: string
  marks: string[]
  reports: InspectionReport[]
}

export interface PacketRow { id: string, receivedAt: string, qn: string | null, command: number, commandName: string, text: string, marks: string[] }

export const editionWords = { auto: '未能识别', v2005: 'HJ/T 212-2005', v2017: 'HJ 212-2017', v2025: 'HJ 212-2025' }

export const severityWords = {
  note: { word: '提示', tone: 'plain' }, warning: { word: '警告', tone: 'near' }, needsAllowance: { word: '须放行', tone: 'orange' }, refused: { word: '拒收', tone: 'bad' },
} as const
