import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/evidence', component: () => import('./EvidenceList.vue'), meta: { title: '存证', menu: '系统', order: 70, duty: 'readEvidence' } },
  { path: '/evidence/verify', component: () => import('./VerifyBundle.vue'), meta: { title: '核验证据包', duty: 'signedIn' } },
] satisfies FeatureRoutes
