import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import NoRight from '@/frame/NoRight.vue'
import NotFound from '@/frame/NotFound.vue'
import { useSession } from '@/frame/session'

const features = import.meta.glob<RouteRecordRaw[]>('../features/*/routes.ts', { eager: true, import: 'default' })

export function makeRouter() {
  const router = createRouter({
    history: createWebHistory('/'),
    routes: [
      ...Object.values(features).flat(),
      { path: '/no-right', component: NoRight, meta: { title: '无权使用' } },
      { path: '/:rest(.*)*', component: NotFound, meta: { title: '没有此页' } },
    ],
  })

  router.beforeEach(async to => {
    if (to.meta.bare) return true
    const session = useSession()
    if (!await session.find()) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { then: to.fullPath } }
    if (session.session?.passwordDue) return { path: '/password', query: to.fullPath === '/' ? {} : { then: to.fullPath } }
    if (!session.may(to.meta.duty)) return { path: '/no-right', query: { title: to.meta.title } }
    return true
  })

  // After an upgrade the old page asks for parts that are gone: load the new page once.
  router.onError((fault, to) => {
    const text = String(fault)
    if (!/dynamically imported module|preload/i.test(text)) return
    if (sessionStorage.getItem('qj.reloaded') === to.fullPath) return
    sessionStorage.setItem('qj.reloaded', to.fullPath)
    location.assign(to.fullPath)
  })

  return router
}
