import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/decisions', component: () => import('./DisclosedList.vue'), meta: { title: '行政处罚决定', menu: '案件', order: 10 } },
  { path: '/decisions/:id', component: () => import('./DisclosedDecision.vue'), meta: { title: '行政处罚决定' } },
] satisfies RouteRecordRaw[]
