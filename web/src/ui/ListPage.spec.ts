import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import ListPage from './ListPage.vue'
import type { Column } from './list/columns'

interface Row { id: string, name: string, state: string, value: number | null }

const asked: URL[] = []
const columns: Column<Row>[] = [
  { key: 'name', label: '企业名称', sort: true },
  { key: 'value', label: '化学需氧量', unit: 'mg/L', kind: 'number', none: '缺失' },
  { key: 'state', label: '状态', kind: 'state', words: { over: { word: '超标', tone: 'bad' } } },
]
const rows: Row[] = [{ id: '1', name: '清泉污水处理厂', state: 'over', value: 1234.5 }, { id: '2', name: '青峰水泥', state: 'over', value: null }]

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  asked.length = 0
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(new URL(request.url))
    return new Response(JSON.stringify({ items: rows, total: 2, page: 1, size: 20, counts: { over: 2 } }), { headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => vi.unstubAllGlobals())

async function show(at = '/sources') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i/>' } }] })
  await router.push(at)
  const page = mount(ListPage<Row>, {
    props: { name: 'sources', title: '企业', path: '/api/sources', columns, states: [{ key: 'over', word: '超标' }] },
    global: { plugins: [router] }, attachTo: document.body,
  })
  await flushPromises()
  return page
}

it('shows what the server answers: names, figures, states by their word, and no blank cell', async () => {
  const text = (await show()).text()
  for (const word of ['清泉污水处理厂', '化学需氧量（mg/L）', '1,234.5', '缺失', '超标']) expect(text).toContain(word)
})

it('tells a refusal with its code and offers to try again', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ title: '磁盘已满，暂时不能查询', code: 'disk-full' }), { status: 503, headers: { 'Content-Type': 'application/problem+json' } }))
  const text = (await show()).text()
  expect(text).toContain('磁盘已满')
  expect(text).toContain('disk-full')
  expect(text).toContain('重试')
})
