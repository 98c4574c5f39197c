import { onScopeDispose, readonly, ref, type Ref } from 'vue'

const now = ref(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The present instant (Unix ms), moving every half minute; one timer for the whole window. */
export function useNow(): Readonly<Ref<number>> {
  if (watchers++ === 0) {
    now.value = Date.now()
    timer = setInterval(() => { now.value = Date.now() }, 30_000)
  }
  onScopeDispose(() => { if (--watchers === 0) clearInterval(timer) })
  return readonly(now)
}
