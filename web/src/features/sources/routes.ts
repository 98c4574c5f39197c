import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/sources', component: () => import('./SourceList.vue'), meta: { title: '企业', menu: '源', order: 10, duty: 'readSources' } },
  { path: '/sources/import', component: () => import('./ImportPage.vue'), meta: { title: '导入', menu: '源', order: 20, duty: 'editSources' } },
  { path: '/sources/:id', component: () => import('./SourceFile.vue'), meta: { title: '企业档案', duty: 'readSources' } },
] satisfies FeatureRoutes
