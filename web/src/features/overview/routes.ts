import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/', component: () => import('./Overview.vue'), meta: { title: '总览', menu: '总览', order: 1 } },
] satisfies FeatureRoutes
