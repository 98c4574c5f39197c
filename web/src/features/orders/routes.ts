import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/orders', component: () => import('./OrderList.vue'), meta: { title: '电子督办', menu: '督办', order: 10, duty: 'readOrders' } },
  { path: '/orders/statistics', component: () => import('./OrderStatistics.vue'), meta: { title: '督办统计', menu: '督办', order: 60, duty: 'readOrders' } },
  { path: '/orders/:id', component: () => import('./OrderFile.vue'), meta: { title: '督办单', duty: 'readOrders' } },
  { path: '/orders/:id/answer', component: () => import('./AnswerForm.vue'), meta: { title: '反馈督办', duty: 'answerOrders' } },
] satisfies FeatureRoutes
