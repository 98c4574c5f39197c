import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/cards', component: () => import('./PublicCards.vue'), meta: { title: '黄红牌名单', menu: '系统', order: 20 } },
] as RouteRecordRaw[]
