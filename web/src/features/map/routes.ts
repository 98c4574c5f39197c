import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/map', component: () => import('./MapPage.vue'), meta: { title: '一张图', menu: '一张图', order: 1, duty: 'readSources' } },
] satisfies FeatureRoutes
