import type { StateWord } from '@/ui/tone'

export type SampleState = 'full' | 'expired' | 'taken' | 'received' | 'analysed' | 'discarded' | 'overwritten'
export type TaskState = 'queued' | 'asked' | 'done' | 'failed' | 'refused'

export interface SamplerRow {
  id: string, enterpriseId: string, enterpriseName: string, outletId: string, outletName: string, mn: string, name: string, bottles: number, volumeMl: number, automatic: boolean, full: number, expired: number, lastAt?: string | null, version: number
}

export interface SampleView {
  id: string, samplerId: string, number: string, vaseNo: number, state: SampleState, sampledAt: string, keepsUntil: string, verdictId?: string | null, factorName?: string | null, value?: number | null, unit?: string | null, sealNo?: string | null
  resultValue?: number | null, resultUnit?: string | null, reportNo?: string | null, version: number
  custody: { at: string, by: string, act: string, to?: string | null, sealNo?: string | null, note?: string | null, files: { id: string, name: string }[] }[]
}

export interface SamplerFileView {
  sampler: SamplerRow, bottles: { vaseNo: number, state?: SampleState | null, sampleId?: string | null }[], filling: boolean, samples: SampleView[]
  tasks: { id: string, kind: 'exceedance' | 'order', state: TaskState, requestedBy: string, requestedAt: string, why: string, verdictId?: string | null, conversationId?: string | null, qn?: string | null, vaseNo?: number | null, endedAt?: string | null, outcome: string }[]
}

export const sampleStates: Record<SampleState, StateWord> = {
  full: { word: '在瓶', tone: 'accent' },
  expired: { word: '超过保存期', tone: 'bad' },
  taken: { word: '已取走', tone: 'near' },
  received: { word: '实验室已接收', tone: 'near' },
  analysed: { word: '已出结果', tone: 'good' },
  discarded: { word: '已弃样', tone: 'paused' },
  overwritten: { word: '被覆盖', tone: 'paused' },
}

export const taskStates: Record<TaskState, StateWord> = {
  queued: { word: '等待下发', tone: 'plain' },
  asked: { word: '执行中', tone: 'accent' },
  done: { word: '已留样', tone: 'good' },
  failed: { word: '失败', tone: 'bad' },
  refused: { word: '未下发', tone: 'near' },
}
