import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, ask } from '@/api/client'
import { Problem } from '@/api/problem'
import type { components } from '@/api/schema'
import { rememberFor } from '@/ui/remembered'
import { closeLive } from '@/ui/useLive'

export type Session = components['schemas']['SessionView'] & { menuCounts?: Record<string, number> }

/** Who is signed in, in which post, and what that post may do. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session>()
  let asked = false

  const name = computed(() => session.value?.name ?? '')
  const post = computed(() => session.value?.post)
  const posts = computed(() => session.value?.posts ?? [])
  const demo = computed(() => session.value?.demo ?? false)
  const counts = computed(() => session.value?.menuCounts ?? {})
  const duties = computed(() => new Set<string>(session.value?.duties ?? []))

  /** The page hides what the post may not do; the server refuses it in any case. */
  const may = (duty: string | undefined) => duty === undefined || duties.value.has(duty)

  function take(now: Session | undefined) {
    session.value = now
    rememberFor(now?.name ?? 'nobody')
  }

  /** Asks the server who we are; false when nobody is signed in. */
  async function find(): Promise<boolean> {
    if (asked) return session.value !== undefined
    try {
      take(await ask<Session>(api.GET('/api/session')))
    }
    catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
      take(undefined)
    }
    asked = true
    return session.value !== undefined
  }

  async function refresh() {
    asked = false
    await find()
  }

  async function signIn(account: string, password: string) {
    await ask(api.POST('/api/session', { body: { name: account, password } }))
    await refresh()
  }

  async function switchPost(postId: string) {
    await ask(api.POST('/api/session/post', { body: { postId } }))
    closeLive()
    await refresh()
  }

  async function signOut() {
    closeLive()
    await ask(api.DELETE('/api/session'))
    forget()
  }

  /** The server no longer knows us. */
  function forget() {
    asked = true
    take(undefined)
  }

  return { session, name, post, posts, demo, counts, duties, may, find, refresh, signIn, switchPost, signOut, forget }
})
