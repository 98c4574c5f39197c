import type { components } from '@/api/schema'
import type { StateWord, Tone } from '@/ui/tone'
import { unitText as written } from '@/ui/words'

type Schemas = components['schemas']
export type SourceRow = Schemas['ListSourcesRow']
export type Source = Schemas['ShowSourceView']
export type Outlet = Schemas['ShowSourceOutletView']
export type Monitor = Schemas['ShowSourceMonitorView']
export type EnterpriseForm = Schemas['EnterpriseForm']
export type OutletForm = Schemas['OutletForm']
export type MonitorForm = Schemas['MonitorForm']
export type DutiesForm = Schemas['DutiesForm']
export type Saved = Schemas['Saved']

const media: Record<string, string> = { water: '废水', air: '废气' }
export const mediumWord = (medium: string | null | undefined) => media[medium ?? ''] ?? '未登记'
export const periodWord: Record<string, string> = { hour: '小时均值', day: '日均值', instant: '瞬时值' }
export const basisWord: Record<string, string> = { permit: '排污许可证', local: '地方要求', commitment: '承诺' }
export const unitsWord: Record<string, string> = { new: '新建', existing: '现有' }
export const editionWord: Record<string, string> = { auto: '自动识别', edition2005: 'HJ/T 212-2005', edition2017: 'HJ 212-2017', edition2025: 'HJ 212-2025' }
export const datumWord: Record<string, string> = { unknown: '未注明', cgcs2000: 'CGCS2000', gcj02: 'GCJ-02（高德、腾讯）', bd09: 'BD-09（百度）' }
export const trustWord: Record<string, string> = { 'text': '原文核对', 'second-hand': '转引', 'memory': '待核对' }
export const enterpriseStates: Record<string, StateWord> = {
  operating: { word: '在产', tone: 'good' }, stopped: { word: '停产', tone: 'paused' }, closed: { word: '关闭', tone: 'paused' },
}
export const monitorStates: Record<string, StateWord> = {
  active: { word: '在用', tone: 'good' }, disabled: { word: '停用', tone: 'paused' }, retired: { word: '报废', tone: 'paused' },
}

export const toneOf = (tone: string) => tone as Tone
export const unitText = (unit: string) => written(unit) || '无量纲'
export const days = (from: string, until: string | null | undefined) => `${from} 起${until ? `，至 ${until}` : ''}`

/** The sentence after saving: what was accepted and still should be looked at. */
export const savedText = (saved: Saved, done: string) =>
  saved.notes.length === 0 ? done : `${done}。请留意：${saved.notes.map(note => note.message).join(' ')}`
