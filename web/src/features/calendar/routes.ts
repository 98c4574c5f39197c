import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/calendar', component: () => import('./CalendarPage.vue'), meta: { title: '工作日历', menu: '系统', order: 50, duty: 'signedIn' } },
] satisfies FeatureRoutes
