import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { computed, defineComponent, h, KeepAlive, ref, watch } from 'vue'
import { createMemoryHistory, createRouter, RouterView, useRoute } from 'vue-router'
import { shellFor } from './PageShell'
import { useTabs } from './tabs'

const seen: string[] = []
const Page = defineComponent(() => {
  const route = useRoute()
  const typed = ref('')
  watch(() => route.params.id, id => seen.push(String(id)))
  return () => h('input', { value: typed.value, onInput: (event: Event) => { typed.value = (event.target as HTMLInputElement).value } })
})

async function show() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/cases/:id', component: Page, meta: { title: '案件' } }, { path: '/', component: { render: () => h('i') }, meta: { title: '总览' } }] })
  await router.push('/cases/1')
  const tabs = useTabs()
  const Frame = defineComponent(() => {
    const route = useRoute()
    watch(() => route.fullPath, () => tabs.visit(route), { immediate: true })
    const kept = computed(() => tabs.tabs.map(tab => tab.path))
    return () => h(RouterView, null, { default: ({ Component, route: now }: { Component: object, route: typeof route }) =>
      h(KeepAlive, { include: kept.value }, () => h(shellFor(now.path), { key: now.path, route: now }, () => h(Component))) })
  })
  return { router, tabs, frame: mount(Frame, { global: { plugins: [router] } }) }
}

beforeEach(() => {
  setActivePinia(createPinia())
  seen.length = 0
})

it('a page in the background keeps what was typed and does not hear of other pages', async () => {
  const { router, frame } = await show()
  await frame.find('input').setValue('意见')
  await router.push('/cases/2')
  await flushPromises()
  expect(frame.find('input').element.value).toBe('')
  await router.push('/cases/1')
  await flushPromises()
  expect(frame.find('input').element.value).toBe('意见')
  expect(seen).toEqual([])
})

it('a closed tab forgets its contents', async () => {
  const { router, tabs, frame } = await show()
  await frame.find('input').setValue('意见')
  await router.push('/')
  tabs.close('/cases/1')
  await flushPromises()
  await router.push('/cases/1')
  await flushPromises()
  expect(frame.find('input').element.value).toBe('')
})
