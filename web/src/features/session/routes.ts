import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/sign-in', component: () => import('./SignIn.vue'), meta: { title: '登录', bare: true } },
] satisfies FeatureRoutes
