import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/inspections', component: () => import('./RecordList.vue'), meta: { title: '检查笔录', menu: '事', order: 30, duty: 'readClues' } },
  { path: '/inspections/:id', component: () => import('./RecordFile.vue'), meta: { title: '检查笔录', duty: 'readClues' } },
] satisfies FeatureRoutes
