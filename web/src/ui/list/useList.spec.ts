import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useDivisions } from '@/frame/divisions'
import { useList, type ListHow } from './useList'

const asked: URL[] = []

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  setActivePinia(createPinia())
  localStorage.clear()
  asked.length = 0
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(new URL(request.url))
    return new Response(JSON.stringify({ items: [], total: 60, page: 1, size: 20 }), { headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const last = () => Object.fromEntries(asked.at(-1)!.searchParams)

async function show(at = '/sources', how: Partial<ListHow> = {}) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { render: () => h('i') } }] })
  await router.push(at)
  let list!: ReturnType<typeof useList>
  const page = mount(defineComponent(() => {
    list = useList({ name: 'sources', path: '/api/sources', initial: { q: '' }, states: [{ key: 'over' }], byDivision: true, ...how })
    return () => h('i')
  }), { global: { plugins: [router] } })
  await flushPromises()
  return { list, page, router }
}

async function settle() {
  await vi.advanceTimersByTimeAsync(300)
  await flushPromises()
}

it('a filter is asked once typing rests, and from the first page', async () => {
  const { list } = await show()
  list.page.value = 3
  await flushPromises()
  expect(last()).toMatchObject({ page: '3', size: '20' })
  list.filter.q = 'q'
  await vi.advanceTimersByTimeAsync(100)
  list.filter.q = 'qq'
  const before = asked.length
  await settle()
  expect(last()).toMatchObject({ q: 'qq', page: '1' })
  expect(asked.length - before).toBeLessThanOrEqual(2)
})

it('filters, state and sorting are found again next time; an unknown state is not', async () => {
  const first = await show()
  Object.assign(first.list.filter, { q: 'qq' })
  first.list.state.value = 'over'
  first.list.sort.value = '-name'
  first.list.size.value = 50
  await settle()
  first.page.unmount()
  await show()
  expect(last()).toMatchObject({ q: 'qq', state: 'over', sort: '-name', size: '50' })
  await show('/sources', { states: [{ key: 'other' }] })
  expect(last()).not.toHaveProperty('state')
})

it('a link with a query shows just those rows, whatever was remembered', async () => {
  const first = await show()
  first.list.filter.q = 'abc'
  await settle()
  first.page.unmount()
  await show('/sources?state=over&industry=3011')
  expect(last()).toMatchObject({ state: 'over', industry: '3011' })
  expect(last()).not.toHaveProperty('q')
})

it('the region chosen in the frame narrows the list, unless it goes by none', async () => {
  useDivisions().choose('611002')
  await show()
  expect(last()).toMatchObject({ division: '611002' })
  await show('/sources', { byDivision: false })
  expect(last()).not.toHaveProperty('division')
})

it('resetting brings the first sight back', async () => {
  const { list } = await show('/sources?state=over&industry=3011')
  expect(list.filtered.value).toBe(true)
  list.reset()
  await settle()
  expect(list.filtered.value).toBe(false)
  expect(last()).toEqual({ page: '1', size: '20' })
})
