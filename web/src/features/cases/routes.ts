import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/cases', component: () => import('./CaseList.vue'), meta: { title: '案件', menu: '案件', order: 10, duty: 'readCases' } },
  { path: '/cases/new', component: () => import('./ProposeFiling.vue'), meta: { title: '提请立案', duty: 'investigateCases' } },
  { path: '/cases/:id', component: () => import('./CaseFile.vue'), meta: { title: '案件', duty: 'readCases' } },
  { path: '/papers/:id', component: () => import('./PaperPage.vue'), meta: { title: '文书', duty: 'readCases' } },
  { path: '/clues/:clue/case', component: () => import('./ProposeFiling.vue'), meta: { title: '提请立案', duty: 'investigateCases' } },
  { path: '/my-cases', component: () => import('./MyCases.vue'), meta: { title: '我的案件', menu: '案件', order: 10, duty: 'stateDefence' } },
  { path: '/my-cases/:id', component: () => import('./MyCase.vue'), meta: { title: '案件', duty: 'stateDefence' } },
  { path: '/my-cases/:case/papers/:id', component: () => import('./PaperPage.vue'), meta: { title: '文书', duty: 'stateDefence' } },
] satisfies FeatureRoutes
