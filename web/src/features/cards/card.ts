import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export interface CardRow {
  id: string, period: string, year: number, quarter: number, enterpriseId?: string | null, enterpriseName: string, division: string, colour: 'yellow' | 'red'
  state: 'candidate' | 'approved' | 'published' | 'released' | 'dropped', valid: number, exceeding: number, share?: number | null, preview: boolean
  correctionDue?: string | null, correctedOn?: string | null, publishedAt?: string | null, createdAt: string, version: number
}

export interface CardDay { day: string, outletId: string, outlet: string, factor: string, valid: boolean, exceeding: boolean, word: string }

export interface CardFileView { card: CardRow, measure?: string | null, control?: { id: string, number: string, say: string, toAt: string, liftedAt?: string | null } | null, working: string[], days: CardDay[], steps: { at: string, by: string, act: string, reason?: string | null }[] }

export interface CardRun { id: string, year: number, quarter: number, units: number, yellow: number, red: number, preview: boolean, ranByName: string, ranAt: string }

export const colours: Record<CardRow['colour'], StateWord> = { yellow: { word: '黄牌', tone: 'near' }, red: { word: '红牌', tone: 'bad' } }

export const cardStates: Record<CardRow['state'], StateWord> = {
  candidate: { word: '候选', tone: 'plain' },
  approved: { word: '已审定', tone: 'near' },
  published: { word: '已公布', tone: 'bad' },
  released: { word: '已解除', tone: 'good' },
  dropped: { word: '不列入', tone: 'plain' },
}

export const cardTabs: StateTab[] = Object.entries(cardStates).map(([key, { word }]) => ({ key, word }))

export const percent = (share?: number | null) => (share === null || share === undefined ? '无' : `${Math.round(share * 10_000) / 100}%`)
