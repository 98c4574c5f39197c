import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/readings', component: () => import('./ReadingsPage.vue'), meta: { title: '监测数据', menu: '监测数据', order: 10, duty: 'readReadings' } },
] satisfies FeatureRoutes
