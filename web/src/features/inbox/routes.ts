import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/inbox', component: () => import('./Inbox.vue'), meta: { title: '待办', menu: '待办', order: 1, count: 'inbox' } },
] satisfies FeatureRoutes
