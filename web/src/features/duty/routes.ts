import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/duty', component: () => import('./DutyBoard.vue'), meta: { title: '值守', menu: '值守', order: 10, duty: 'readDuty' } },
  { path: '/duty/alarms', component: () => import('./AlarmList.vue'), meta: { title: '警情记录', duty: 'readDuty' } },
  { path: '/duty/roster', component: () => import('./RosterList.vue'), meta: { title: '值班表', menu: '值守', order: 20, duty: 'readDuty' } },
  { path: '/duty/handovers', component: () => import('./HandoverList.vue'), meta: { title: '交接班', menu: '值守', order: 30, duty: 'readDuty' } },
] satisfies FeatureRoutes
