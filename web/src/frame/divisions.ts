import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { get } from '@/api/client'
import { recall, remember } from '@/ui/remembered'

export interface Division { code: string, name: string, children?: Division[] }

/** The region every list starts from; the last choice is remembered per person. */
export const useDivisions = defineStore('divisions', () => {
  const tree = shallowRef<Division[]>([])
  const chosen = shallowRef('')

  // Without the tree the lists still work, over the whole scope of the post; the picker offers to ask again.
  async function load() {
    try {
      const answer = await get<Division[] | Division>('/api/divisions/tree')
      tree.value = Array.isArray(answer) ? answer : [answer]
    }
    catch {
      tree.value = []
    }
    const last = recall<string>('division') ?? ''
    chosen.value = find(tree.value, last) ? last : ''
  }

  function choose(code: string) {
    chosen.value = code
    remember('division', code || undefined)
  }

  const nameOf = (code: string) => find(tree.value, code)?.name
  const chosenName = computed(() => nameOf(chosen.value) ?? tree.value[0]?.name ?? '')

  return { tree, chosen, chosenName, load, choose, nameOf }
})

function find(level: Division[], code: string): Division | undefined {
  for (const one of level) {
    if (one.code === code) return one
    const below = one.children && find(one.children, code)
    if (below) return below
  }
  return undefined
}
