import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/publication', component: () => import('./PublicationList.vue'), meta: { title: '决定公开', menu: '案件', order: 30, duty: 'publish' } },
  { path: '/publication/:id', component: () => import('./PublicationFile.vue'), meta: { title: '决定公开', duty: 'publish' } },
] satisfies FeatureRoutes
