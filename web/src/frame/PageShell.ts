import { defineComponent, h, provide, shallowReactive, watch, type Component, type PropType } from 'vue'
import { routeLocationKey, type RouteLocationNormalizedLoaded } from 'vue-router'

/**
 * Holds one opened page. It carries the tab's own name, by which KeepAlive drops it when the tab closes, and gives the page
 * a route of its own: `useRoute()` inside a page in the background stays what it was, so its watchers keep still.
 */
function makeShell(name: string): Component {
  return defineComponent({
    name,
    props: { route: { type: Object as PropType<RouteLocationNormalizedLoaded>, required: true } },
    setup(props, { slots }) {
      const own = shallowReactive({ ...props.route })
      watch(() => props.route, now => Object.assign(own, now))
      provide(routeLocationKey, own)
      return () => h('div', { class: 'page-shell' }, slots.default?.())
    },
  })
}

const shells = new Map<string, Component>()

export function shellFor(path: string): Component {
  let shell = shells.get(path)
  if (!shell) {
    shell = makeShell(path)
    shells.set(path, shell)
  }
  return shell
}
