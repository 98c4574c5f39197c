import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/audit', component: () => import('./AuditList.vue'), meta: { title: '审计记录', menu: '系统', order: 80, duty: 'readAudit' } },
] satisfies FeatureRoutes
