import { watchEffect } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useTabs } from './tabs'

/**
 * The page a component stands in: its own route (which stays still while the tab is in the background), its parameters,
 * a title for its tab, and closing it.
 */
export function usePage(title?: () => string | undefined) {
  const route = useRoute()
  const router = useRouter()
  const tabs = useTabs()
  const path = route.path

  if (title) {
    // After the set-up: the title may speak of what the page declares only later.
    watchEffect(() => {
      const text = title()
      if (text) tabs.name(path, text)
    }, { flush: 'post' })
  }

  return {
    route,
    /** A path parameter; pages are opened with it, so its absence is a fault of the route table. */
    param: (name: string) => String(route.params[name]),
    async close() {
      const next = tabs.close(path)
      if (router.currentRoute.value.path === path) await router.push(next)
    },
  }
}
