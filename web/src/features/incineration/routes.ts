import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/incineration', component: () => import('./PlantList.vue'), meta: { title: '焚烧厂', menu: '监测数据', order: 20, duty: 'readReadings' } },
  { path: '/incineration/:id', component: () => import('./PlantPage.vue'), meta: { title: '焚烧厂', duty: 'readReadings' } },
] satisfies FeatureRoutes
