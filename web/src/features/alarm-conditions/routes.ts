import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/alarm-conditions', component: () => import('./ConditionList.vue'), meta: { title: '报警条件', menu: '值守', order: 40, duty: 'readDuty' } },
  { path: '/alarm-conditions/new', component: () => import('./ConditionEdit.vue'), meta: { title: '设置报警条件', duty: 'manageMonitors' } },
  { path: '/alarm-conditions/:id', component: () => import('./ConditionFile.vue'), meta: { title: '报警条件', duty: 'readDuty' } },
  { path: '/alarm-conditions/:id/edit', component: () => import('./ConditionEdit.vue'), meta: { title: '修改报警条件', duty: 'manageMonitors' } },
] satisfies FeatureRoutes
