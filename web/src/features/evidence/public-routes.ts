import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/verify', component: () => import('./VerifyBundle.vue'), meta: { title: '核验证据包', menu: '系统', order: 60 } },
] satisfies FeatureRoutes
