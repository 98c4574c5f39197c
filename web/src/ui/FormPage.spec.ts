import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { Problem } from '@/api/problem'
import FormField from './FormField.vue'
import FormPage from './FormPage.vue'

beforeEach(() => localStorage.clear())

function show(save: () => Promise<unknown>, check?: (model: { name: string }) => Record<string, string[] | undefined>) {
  const model = ref({ name: '' })
  const form = mount(defineComponent(() => () => h(FormPage<{ name: string }>, {
    'name': 'source', 'modelValue': model.value, 'onUpdate:modelValue': now => { model.value = now }, save, check,
  }, { default: () => h(FormField, { field: 'name', label: '企业名称' }, { default: ({ id }: { id: string }) => h('input', { id, value: model.value.name, onInput: (event: Event) => { model.value.name = (event.target as HTMLInputElement).value } }) }) })), { attachTo: document.body })
  return { form, model }
}

it('does not send what its own checks refuse, and lists each fault by the label of its field', async () => {
  const save = vi.fn(async () => {})
  const { form } = show(save, model => ({ name: model.name ? undefined : ['请填写企业名称'] }))
  await form.find('form').trigger('submit')
  await flushPromises()
  expect(save).not.toHaveBeenCalled()
  expect(form.find('[role=alert]').text()).toContain('企业名称：请填写企业名称')
})

it('spreads the server\'s faults over the fields and keeps what was typed', async () => {
  const { form } = show(async () => { throw new Problem(422, 'name-taken', '名称已登记', '', { name: ['与已有企业重名'] }) })
  await form.find('input').setValue('清泉')
  await form.find('form').trigger('submit')
  await flushPromises()
  expect(form.find('.form-field').text()).toContain('与已有企业重名')
  expect(form.find('[role=alert]').text()).toContain('name-taken')
  expect(form.find('input').element.value).toBe('清泉')
})

it('offers an unsent draft next time, and forgets it once saved', async () => {
  const first = show(async () => {})
  await first.form.find('input').setValue('清泉')
  first.form.unmount()

  const second = show(async () => {})
  await second.form.findAll('.note button')[0]!.trigger('click')
  expect(second.model.value.name).toBe('清泉')
  await second.form.find('form').trigger('submit')
  await flushPromises()
  second.form.unmount()

  expect(show(async () => {}).form.find('.note').exists()).toBe(false)
})
