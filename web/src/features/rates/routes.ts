import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/rates', component: () => import('./RateList.vue'), meta: { title: '传输有效率', menu: '联网传输', order: 20, duty: 'readReadings' } },
  { path: '/gaps', component: () => import('./GapList.vue'), meta: { title: '缺失时段', menu: '联网传输', order: 30, duty: 'readReadings' } },
  { path: '/backfill', component: () => import('./BackfillList.vue'), meta: { title: '自动补数', menu: '联网传输', order: 40, duty: 'readReadings' } },
  { path: '/coverage', component: () => import('./CoveragePage.vue'), meta: { title: '联网覆盖', menu: '联网传输', order: 80, duty: 'readReadings' } },
  { path: '/outlets/:id/gaps', component: () => import('./GapCalendar.vue'), meta: { title: '缺数日历', duty: 'readReadings' } },
] satisfies FeatureRoutes
