import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'
import type { Trust } from './verdict'

export interface RuleRow {
  digest: string, path: string, kind: string, kindWord: string, title: string, issuer: string, document: string, clause: string, inForceFrom: string, inForceUntil?: string | null, trust: Trust
  state: 'waiting' | 'confirmed' | 'settled', confirmedBy?: string | null, confirmedPost?: string | null, confirmedAt?: string | null, confirmedSource?: string | null, confirmedNote?: string | null
}

export interface RuleFileView { rule: RuleRow, origin: string, note?: string | null, text: string }

export const ruleStates: Record<RuleRow['state'], StateWord> = {
  waiting: { word: '待确认', tone: 'bad' },
  confirmed: { word: '已确认', tone: 'good' },
  settled: { word: '不需确认', tone: 'plain' },
}

export const ruleTabs: StateTab[] = Object.entries(ruleStates).map(([key, { word }]) => ({ key, word }))
