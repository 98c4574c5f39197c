import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/people', component: () => import('./PeopleList.vue'), meta: { title: '执法人员', menu: '人', order: 10, duty: 'readPeople' } },
  { path: '/organisations', component: () => import('./OrganisationList.vue'), meta: { title: '机构', menu: '人', order: 20, duty: 'readPeople' } },
  { path: '/people/:id', component: () => import('./PersonFile.vue'), meta: { title: '人员档案', duty: 'readPeople' } },
] satisfies FeatureRoutes
