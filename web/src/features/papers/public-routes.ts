import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/paper', component: () => import('./CheckPaper.vue'), meta: { title: '文书核验', menu: '系统', order: 40 } },
] satisfies RouteRecordRaw[]
