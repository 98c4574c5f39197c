import { computed, reactive, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { download, get, type Query } from '@/api/client'
import type { Page } from '@/api/shapes'
import { useDivisions } from '@/frame/divisions'
import { recall, remember } from '../remembered'
import { useLive } from '../useLive'
import { useLoad } from '../useLoad'

export type Filter = Record<string, string | number | boolean | string[] | undefined | null>

export interface ListHow {
  /** Name under which filters, columns and density are remembered. */
  name: string
  path: string
  /** Filter values at first sight and after 重置. */
  initial: Filter
  states: readonly { key: string }[]
  /** Whether the region chosen in the frame narrows this list. */
  byDivision: boolean
  topic?: string
  sort?: string
}

/** A list as somebody arranged it. */
export interface ListView { filter: Filter, state: string, sort: string, columns: string[], density: 'default' | 'small' }

interface Left { filter: Filter, state: string, sort: string, size: number }

/** State of one list: filter, state tab, sorting, page; asks the server on every change and remembers for next time. */
export function useList<Row>(how: ListHow) {
  const route = useRoute()
  const divisions = useDivisions()
  const left = recall<Left>(`list.${how.name}`)

  const filter = reactive<Filter>({ ...how.initial })
  const state = ref('')
  const sort = ref(how.sort ?? '')
  const size = ref(left?.size ?? 20)
  const page = ref(1)

  // A link with a query (a figure that opens its rows) wins over what was remembered.
  function start() {
    const asked = Object.entries(route.query).filter(([, value]) => value !== null)
    reset()
    if (asked.length > 0) {
      for (const [key, value] of asked) {
        if (key === 'state') state.value = String(value)
        else if (key === 'sort') sort.value = String(value)
        else if (key === 'division') divisions.choose(String(value))
        else filter[key] = Array.isArray(value) ? value.map(String) : String(value)
      }
    }
    else if (left) {
      Object.assign(filter, left.filter)
      sort.value = left.sort
      if (how.states.some(one => one.key === left.state)) state.value = left.state
    }
  }

  function reset() {
    for (const key of Object.keys(filter)) if (!(key in how.initial)) delete filter[key]
    Object.assign(filter, how.initial)
    state.value = ''
  }

  /** Puts the conditions of a saved view in place of the present ones. */
  function arrange(view: Pick<ListView, 'filter' | 'state' | 'sort'>) {
    reset()
    Object.assign(filter, view.filter)
    sort.value = view.sort
    state.value = how.states.some(one => one.key === view.state) ? view.state : ''
  }

  start()

  const narrowed = computed<Query>(() => ({
    ...filter,
    state: state.value || undefined,
    sort: sort.value || undefined,
    division: how.byDivision ? divisions.chosen || undefined : undefined,
  }))

  const load = useLoad(() => get<Page<Row>>(how.path, { ...narrowed.value, page: page.value, size: size.value }))

  const keep = () => remember(`list.${how.name}`, { filter: { ...filter }, state: state.value, sort: sort.value, size: size.value } satisfies Left)

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(narrowed, () => {
    keep()
    clearTimeout(timer)
    timer = setTimeout(() => { page.value = 1; void load.reload() }, 250)
  }, { deep: true })
  watch(page, () => load.reload())
  watch(size, () => { keep(); page.value = 1; void load.reload() })
  watch(() => route.query, now => { if (Object.keys(now).length > 0) start() })
  if (how.topic) useLive(how.topic, () => void load.reload())

  const filtered = computed(() => state.value !== ''
    || Object.entries(filter).some(([key, value]) => value !== how.initial[key] && value !== '' && value !== undefined && value !== null
      && !(Array.isArray(value) && value.length === 0)))

  const save = (format: 'xlsx' | 'csv', columns: string[]) => download(`${how.path}/export`, { ...narrowed.value, format, columns: columns.join(',') })

  return { filter, state, sort, size, page, load, filtered, reset, arrange, save }
}
