import type { components } from '@/api/schema'
import type { StateTab } from '@/ui/list/columns'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type LedgerRow = Schemas['ListLedgersRow']
export type BalanceRow = Schemas['ListBalancesRow']

export const states: Record<NonNullable<BalanceRow['state']>, StateWord> = {
  agrees: { word: '相符', tone: 'good' },
  differs: { word: '不符', tone: 'bad' },
  unknown: { word: '未能衡算', tone: 'paused' },
}

export const stateTabs: StateTab[] = (['differs', 'agrees', 'unknown'] as const).map(key => ({ key, word: states[key].word }))
export const mediumTabs: StateTab[] = [{ key: 'air', word: '燃煤' }, { key: 'water', word: '进水' }]

/** What a balance came to, or that it was not made yet. */
export const stateOf = (state: BalanceRow['state'] | undefined): StateWord => (state ? states[state] : { word: '待衡算', tone: 'plain' })

/** A number as entered; nothing for an absent one. */
export const figure = (value: number | null | undefined) => (value === null || value === undefined ? undefined : String(Math.round(value * 10000) / 10000))
