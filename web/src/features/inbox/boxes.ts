import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api, ask as answerOf } from '@/api/client'
import type { components } from '@/api/schema'

export type BoxKey = 'todo' | 'done' | 'urged' | 'returned' | 'forwarded' | 'extended'

/** The inbox words everybody knows; `calls` marks those that ask something of the reader. */
export const boxes: readonly { key: BoxKey, word: string, empty: string, calls: boolean }[] = [
  { key: 'todo', word: '待办', empty: '没有等您办理的事项。新事项到达时这里会自动出现。', calls: true },
  { key: 'done', word: '已办', empty: '您还没有办理过事项。办过的每一步都会留在这里。', calls: false },
  { key: 'urged', word: '督办', empty: '没有被督办的事项。上级催办或超期升级的事项会出现在这里。', calls: true },
  { key: 'returned', word: '退回', empty: '没有被退回的事项。审核不通过退回补正的事项会出现在这里。', calls: true },
  { key: 'forwarded', word: '转办', empty: '没有转办给您的事项。', calls: true },
  { key: 'extended', word: '延期', empty: '没有申请延期或已延期的事项。', calls: true },
]

export type InboxItem = components['schemas']['InboxItem']

/** Numbers of each box, asked once for menu, bell and page together. */
export const useInbox = defineStore('inbox', () => {
  const counts = shallowRef<Partial<Record<BoxKey, number>>>({})
  // A failure here must not disturb the page: the inbox itself tells what is wrong.
  const ask = () => answerOf(api.GET('/api/inbox/counts')).then(now => { counts.value = now }, () => {})
  return { counts, ask }
})
