import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/reports', component: () => import('./ReportList.vue'), meta: { title: '报告', menu: '分析报告', order: 10, duty: 'readReports' } },
  { path: '/reports/:id', component: () => import('./ReportFile.vue'), meta: { title: '报告', duty: 'readReports' } },
] satisfies FeatureRoutes
