import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/verify', component: () => import('./VerifyEntry.vue'), meta: { title: '存证核验', menu: '系统', order: 90 } },
] satisfies RouteRecordRaw[]
