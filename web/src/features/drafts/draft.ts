import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

export interface DraftRow {
  id: string, kind: string, kindWord: string, title: string, document: string, inForceFrom: string, state: 'draft' | 'enacted' | 'withdrawn', draftedByName: string, draftedAt: string, reason: string
  endedByName?: string | null, endedAt?: string | null, endReason?: string | null, version: number
}

export interface Trial {
  id: string, from: string, to: string, askedByName: string, askedAt: string, doneAt?: string | null, daysDone: number, days: number, compared: number, differing: number, newly: number, noLonger: number
}

export interface DraftFileView { draft: DraftRow, text: string, trials: Trial[], mine: boolean }

export interface Difference {
  position: number, enterpriseName: string, outletId: string, outletName: string, factorName: string, period: 'hour' | 'day', startAt: string, change: 'newly' | 'no-longer' | 'other', before: string, after: string
  beforeSentence: string, afterSentence: string
}

export const draftStates: Record<DraftRow['state'], StateWord> = {
  draft: { word: '草案', tone: 'near' },
  enacted: { word: '已施行', tone: 'good' },
  withdrawn: { word: '已撤回', tone: 'plain' },
}

export const draftTabs: StateTab[] = Object.entries(draftStates).map(([key, { word }]) => ({ key, word }))

export const changes: Record<Difference['change'], StateWord> = {
  'newly': { word: '新增超标', tone: 'bad' },
  'no-longer': { word: '不再超标', tone: 'good' },
  'other': { word: '其他变化', tone: 'plain' },
}

export const changeTabs: StateTab[] = Object.entries(changes).map(([key, { word }]) => ({ key, word }))
