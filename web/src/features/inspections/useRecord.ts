import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch } from 'vue'
import { call, get } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'
import { useLoad } from '@/ui/useLoad'
import { partOf, type Fault, type RecordContent, type RecordFileView } from './record'

/** An open record: what the officer types is kept at once, one write after the other, and never over somebody else's. */
export function useRecord(id: string) {
  const load = useLoad(() => get<RecordFileView>(`/api/inspections/${id}`))
  const content = ref<RecordContent>()
  const times = reactive({ startedAt: '', endedAt: null as string | null })
  const version = ref(0)
  const faults = shallowRef<Fault[]>([])
  const saving = ref<'kept' | 'typing' | 'writing' | 'stopped'>('kept')
  const problem = shallowRef<Problem>()
  let dirty = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> | undefined
  let filling = false

  watch(load.data, now => {
    if (!now || dirty) return
    filling = true
    content.value = structuredClone(now.content)
    times.startedAt = now.startedAt
    times.endedAt = now.endedAt ?? null
    version.value = now.version
    queueMicrotask(() => { filling = false })
    void check()
  })

  watch([content, times], () => {
    if (filling || saving.value === 'stopped' || !content.value) return
    dirty = true
    saving.value = 'typing'
    clearTimeout(timer)
    timer = setTimeout(() => void write(), 900)
  }, { deep: true })
  onBeforeUnmount(() => void settle())

  async function write() {
    clearTimeout(timer)
    if (writing) await writing
    if (!dirty || !content.value) return
    dirty = false
    saving.value = 'writing'
    writing = (async () => {
      try {
        const answer = await call<{ version: number, signaturesDropped: number }>('PUT', `/api/inspections/${id}`, { version: version.value, startedAt: times.startedAt, endedAt: times.endedAt, content: content.value })
        version.value = answer.version
        problem.value = undefined
        saving.value = dirty ? 'typing' : 'kept'
        if (answer.signaturesDropped > 0) await load.reload()
        else await check()
      }
      catch (thrown) {
        dirty = true
        problem.value = asProblem(thrown)
        // Somebody else wrote: stop, so that nothing of theirs is lost; the person decides.
        saving.value = problem.value.changedByOther ? 'stopped' : 'typing'
      }
      finally { writing = undefined }
    })()
    await writing
  }

  /** Everything typed is at the server. */
  async function settle() {
    if (saving.value !== 'stopped') await write()
  }

  async function check() {
    faults.value = (await get<{ faults: Fault[] }>(`/api/inspections/${id}/check`).catch(() => ({ faults: [] }))).faults
  }

  /** Looks again after a photo, a signature or somebody else's change. Own unsaved words are given up only when asked. */
  async function again(giveUp = false) {
    if (giveUp) { dirty = false; saving.value = 'kept'; problem.value = undefined }
    await load.reload()
    if (load.data.value) version.value = load.data.value.version
    await check()
  }

  const faultsBy = computed(() => {
    const counts: Record<string, number> = {}
    for (const fault of faults.value) counts[partOf(fault.field)] = (counts[partOf(fault.field)] ?? 0) + 1
    return counts
  })

  return { load, content, times, version, faults, faultsBy, saving, problem, settle, again }
}
