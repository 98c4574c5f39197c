import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/quality-checks', component: () => import('./QualityList.vue'), meta: { title: '质控记录', menu: '数据质量', order: 50, duty: 'readReadings' } },
] satisfies FeatureRoutes
