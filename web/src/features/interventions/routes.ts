import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/interventions', component: () => import('./InterventionList.vue'), meta: { title: '干预留痕', menu: '监测数据', order: 70, duty: 'readEvidence' } },
] satisfies FeatureRoutes
