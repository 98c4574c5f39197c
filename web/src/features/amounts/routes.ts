import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/amounts', component: () => import('./AmountList.vue'), meta: { title: '排放量', menu: '监测数据', order: 30, duty: 'readReadings' } },
] satisfies FeatureRoutes
