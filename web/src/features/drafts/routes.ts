import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/rule-drafts', component: () => import('./DraftList.vue'), meta: { title: '规则草案', menu: '规则', order: 20, duty: 'readDrafts' } },
  { path: '/rule-drafts/new', component: () => import('./NewDraft.vue'), meta: { title: '起草规则', duty: 'confirmRules' } },
  { path: '/rule-drafts/:id', component: () => import('./DraftFile.vue'), meta: { title: '规则草案', duty: 'readDrafts' } },
] satisfies FeatureRoutes
