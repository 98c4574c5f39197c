import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/verdicts', component: () => import('./VerdictList.vue'), meta: { title: '超标判定', menu: '督办', order: 30, duty: 'readVerdicts' } },
  { path: '/verdicts/:id', component: () => import('./VerdictFile.vue'), meta: { title: '判定依据', duty: 'readVerdicts' } },
  { path: '/outlets/:id/verdicts', component: () => import('./OutletVerdicts.vue'), meta: { title: '逐时判定', duty: 'readVerdicts' } },
  { path: '/rules', component: () => import('./RuleList.vue'), meta: { title: '规则确认', menu: '规则', order: 10, duty: 'readVerdicts' } },
  { path: '/rules/:digest', component: () => import('./RuleFile.vue'), meta: { title: '规则', duty: 'signedIn' } },
] satisfies FeatureRoutes
