import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import PublicHome from './PublicHome.vue'
import PublicNotFound from './PublicNotFound.vue'

// Features show their public pages in `public-routes.ts`; paths begin below /public.
const features = import.meta.glob<RouteRecordRaw[]>('../features/*/public-routes.ts', { eager: true, import: 'default' })

export function makeRouter() {
  const router = createRouter({
    history: createWebHistory('/public/'),
    routes: [
      { path: '/', component: PublicHome, meta: { title: '首页' } },
      ...Object.values(features).flat(),
      { path: '/:rest(.*)*', component: PublicNotFound, meta: { title: '没有此页' } },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.afterEach(to => { document.title = `${to.meta.title} - 生态环境信息公开` })
  return router
}
