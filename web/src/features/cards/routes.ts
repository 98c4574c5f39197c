import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/cards', component: () => import('./CardList.vue'), meta: { title: '黄红牌', menu: '督办', order: 50, duty: 'readVerdicts' } },
  { path: '/cards/:id', component: () => import('./CardFile.vue'), meta: { title: '黄红牌', duty: 'readVerdicts' } },
] satisfies FeatureRoutes
