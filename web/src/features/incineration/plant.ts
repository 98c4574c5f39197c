import type { components } from '@/api/schema'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type PlantView = Schemas['PlantView']
export type FurnaceView = Schemas['PlantViewFurnaceView']
export type AccountView = Schemas['PlantViewAccount']
export type PlantRow = Schemas['ListPlantsRow']
export type GuidanceLog = Schemas['KeepGuidanceLog']
export type PublicPlant = Schemas['PublicDisplayPublicPlant']

export const lowStates: Record<FurnaceView['lowOutcome'], StateWord> = { none: { word: '正常', tone: 'good' }, warning: { word: '预警', tone: 'near' }, clue: { word: '超过允许次数', tone: 'bad' } }

export const slotWords: Record<string, string> = { o: '达到规定温度', l: '低于规定温度', f: '低于规定温度，在标记时段内不计', m: '缺少数据', '-': '未到' }

/** Beginning of a slot of the day: 08:05. */
export const slotTime = (at: number) => `${String(Math.floor(at / 12)).padStart(2, '0')}:${String(at % 12 * 5).padStart(2, '0')}`

export const levelTone = (level: number): StateWord['tone'] => (level >= 100 ? 'bad' : level >= 80 ? 'orange' : level >= 50 ? 'near' : 'good')

export const hoursText = (minutes: number) => `${Math.round(minutes / 6) / 10} 小时`
