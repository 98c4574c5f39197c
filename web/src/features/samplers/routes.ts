import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/samplers', component: () => import('./SamplerList.vue'), meta: { title: '自动留样', menu: '监测数据', order: 50, duty: 'readReadings' } },
  { path: '/samplers/:id', component: () => import('./SamplerFile.vue'), meta: { title: '自动采样器', duty: 'readReadings' } },
] satisfies FeatureRoutes
