import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type InspectedFinding = Schemas['InspectedFinding']
export type InspectedField = Schemas['InspectedField']
export type InspectionReport = Schemas['InspectionReport']
export type InspectedPacket = Schemas['ListPacketsInspectedPacket']
export type PacketRow = Schemas['ListPacketsPacketRow']

export const editionWords = { auto: '未能识别', v2005: 'HJ/T 212-2005', v2017: 'HJ 212-2017', v2025: 'HJ 212-2025' }

export const severityWords = {
  note: { word: '提示', tone: 'plain' }, warning: { word: '警告', tone: 'near' }, needsAllowance: { word: '须放行', tone: 'orange' }, refused: { word: '拒收', tone: 'bad' },
} as const
