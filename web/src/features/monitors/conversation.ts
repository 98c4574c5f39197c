import type { StateWord } from '@/ui/tone'

export interface ConversationRow {
  id: string
  monitorId: string
  mn: string
  command: number
  title: string
  qn: string
  state: 'asking' | 'executing' | 'done' | 'refused' | 'failed' | 'noAnswer' | 'timedOut' | 'interrupted'
  outcome: string
  askedBy: string
  askedAt: string
  endedAt: string | null
  fields: Record<string, string>
  steps: { at: string, down: boolean, note: string, frame: string }[]
}

export const conversationWords: Record<ConversationRow['state'], StateWord> = {
  asking: { word: '等待应答', tone: 'near' },
  executing: { word: '执行中', tone: 'near' },
  done: { word: '已完成', tone: 'good' },
  refused: { word: '被拒绝', tone: 'bad' },
  failed: { word: '执行失败', tone: 'bad' },
  noAnswer: { word: '无应答', tone: 'bad' },
  timedOut: { word: '执行超时', tone: 'bad' },
  interrupted: { word: '已中断', tone: 'paused' },
}
