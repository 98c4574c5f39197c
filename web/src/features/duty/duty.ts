import type { components } from '@/api/schema'
import type { StateWord } from '@/ui/tone'

export type Now = components['schemas']['ListShiftsNow']
export type Shift = components['schemas']['ListShiftsRow']
export type Handover = components['schemas']['HandOverView']
export type Alarm = components['schemas']['AnswerAlarmRow']

export const shiftStates: Record<string, StateWord> = { now: { word: '在班', tone: 'good' }, coming: { word: '未到', tone: 'blue' }, past: { word: '已过', tone: 'paused' } }
export const peopleOf = (shift: Shift) => shift.people.map(one => one.name).join('、')
