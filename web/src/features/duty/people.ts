import { get } from '@/api/client'
import type { Page } from '@/api/shapes'

export interface Person { id: string, name: string, organisation?: string | null, leftOn?: string | null }

/** People on post in the area, who can stand duty. */
export async function readPeople(): Promise<Person[]> {
  const found = await get<Page<Person>>('/api/people', { size: 200 })
  return found.items.filter(one => !one.leftOn)
}
