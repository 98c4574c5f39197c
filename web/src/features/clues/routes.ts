import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/clues', component: () => import('./ClueList.vue'), meta: { title: '线索', menu: '事', order: 10, duty: 'readClues' } },
  { path: '/clues/new', component: () => import('./RegisterClue.vue'), meta: { title: '登记线索', duty: 'registerClues' } },
  { path: '/clues/:id', component: () => import('./ClueFile.vue'), meta: { title: '线索', duty: 'readClues' } },
] satisfies FeatureRoutes
