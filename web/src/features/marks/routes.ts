import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/marks', component: () => import('./MarkList.vue'), meta: { title: '数据标记', menu: '数据质量', order: 20, duty: 'readReadings' } },
  { path: '/marks/desk', component: () => import('./MarkDesk.vue'), meta: { title: '标记台', menu: '数据质量', order: 10, duty: 'readReadings' } },
  { path: '/marks/:id', component: () => import('./MarkFile.vue'), meta: { title: '标记', duty: 'readReadings' } },
] satisfies FeatureRoutes
