import { shallowRef } from 'vue'
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export interface IndustryChoice { value: string, label: string, children?: IndustryChoice[] }

const industries = shallowRef<IndustryChoice[]>([])
const factors = shallowRef<Schemas['KnownFactor'][]>([])
const standards = shallowRef<Schemas['KnownStandard'][]>([])

/** Industries as a tree, for pickers; asked once. */
export async function loadIndustries() {
  if (industries.value.length > 0) return
  const rows = await ask(api.GET('/api/industries'))
  const nodes = new Map(rows.map(row => [row.code, { value: row.code, label: `${row.code} ${row.name}` } as IndustryChoice]))
  const roots: IndustryChoice[] = []
  for (const row of rows) {
    const above = row.parent ? nodes.get(row.parent) : undefined
    if (above) (above.children ??= []).push(nodes.get(row.code)!)
    else roots.push(nodes.get(row.code)!)
  }
  industries.value = roots
}

/** Factors and standards that forms offer; asked once. */
export async function loadRules() {
  if (factors.value.length > 0) return
  const [known, laws] = await Promise.all([ask(api.GET('/api/factors')), ask(api.GET('/api/standards'))])
  factors.value = known
  standards.value = laws
}

export const useChoices = () => ({ industries, factors, standards })
