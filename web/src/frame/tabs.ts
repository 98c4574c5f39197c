import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { RouteLocationNormalizedLoaded } from 'vue-router'

export interface Tab {
  /** The page's path without query: one object, one tab. */
  path: string
  /** Where the tab was last, query included. */
  full: string
  title: string
}

const MOST = 14

/** The opened pages. Their contents are kept alive until the tab is closed. */
export const useTabs = defineStore('tabs', () => {
  const tabs = ref<Tab[]>([])

  function visit(route: RouteLocationNormalizedLoaded) {
    const open = tabs.value.find(tab => tab.path === route.path)
    if (open) {
      open.full = route.fullPath
      return
    }
    tabs.value.push({ path: route.path, full: route.fullPath, title: route.meta.title })
    if (tabs.value.length > MOST) tabs.value.shift()
  }

  function name(path: string, title: string) {
    const tab = tabs.value.find(one => one.path === path)
    if (tab) tab.title = title
  }

  /** Closes a tab and answers where to go when it was the one in front. */
  function close(path: string): string {
    const at = tabs.value.findIndex(tab => tab.path === path)
    if (at >= 0) tabs.value.splice(at, 1)
    return (tabs.value[at] ?? tabs.value[at - 1])?.full ?? '/'
  }

  const closeOthers = (path: string) => { tabs.value = tabs.value.filter(tab => tab.path === path) }
  const closeAll = () => { tabs.value = [] }

  return { tabs, visit, name, close, closeOthers, closeAll }
})
