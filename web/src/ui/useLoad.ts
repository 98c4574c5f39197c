import { onActivated, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

/** Something asked of the server: its answer, whether it is on the way, and what went wrong. */
export interface Load<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | undefined>
  loading: Ref<boolean>
  /** Asks again. The old answer stays on screen until the new one is there; a late older answer is dropped. */
  reload: () => Promise<void>
}

/** Asks at once, and again when the tab is opened again after more than a minute. */
export function useLoad<T>(question: () => Promise<T>, atOnce = true): Load<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  let turn = 0
  let askedAt = 0

  async function reload() {
    const mine = ++turn
    loading.value = true
    askedAt = Date.now()
    try {
      const answer = await question()
      if (mine !== turn) return
      data.value = answer
      problem.value = undefined
    }
    catch (thrown) {
      if (mine === turn) problem.value = asProblem(thrown)
    }
    finally {
      if (mine === turn) loading.value = false
    }
  }

  if (atOnce) {
    void reload()
    onActivated(() => { if (Date.now() - askedAt > 60_000) void reload() })
  }
  return { data, problem, loading, reload }
}
