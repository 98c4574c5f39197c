import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/decisions', component: () => import('./PublicDecisions.vue'), meta: { title: '行政处罚决定', menu: '信息公开', order: 10 } },
  { path: '/decisions/:id', component: () => import('./PublicDecision.vue'), meta: { title: '行政处罚决定' } },
] as RouteRecordRaw[]
