import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/interventions', component: () => import('./InterventionList.vue'), meta: { title: '干预留痕', menu: '数据质量', order: 60, duty: 'readEvidence' } },
] satisfies FeatureRoutes
