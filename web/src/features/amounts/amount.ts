import type { components } from '@/api/schema'
import { numberText } from '@/ui/words'

export type AmountRow = components['schemas']['AmountRow']
export type Bar = components['schemas']['AmountSeriesBar']
export type AmountState = components['schemas']['AmountState']

export const stateWords: Record<AmountState, string> = { valid: '实测', missing: '缺失', invalid: '无效', outOfControl: '失控', calibration: '校准', stopped: '停运' }

/** Kilograms as people read them: tonnes from one tonne on. */
export const weight = (kilograms: number) => (kilograms >= 1000 ? `${numberText(kilograms / 1000, 3)} t` : `${numberText(kilograms, 3)} kg`)
