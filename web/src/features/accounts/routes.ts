import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/accounts', component: () => import('./AccountList.vue'), meta: { title: '账号与岗位', menu: '系统', order: 60, duty: 'managePeople' } },
] satisfies FeatureRoutes
