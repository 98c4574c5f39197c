import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/proof', component: () => import('./VerifyEntry.vue'), meta: { title: '公开文本核验', menu: '系统', order: 50 } },
] satisfies RouteRecordRaw[]
