import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/duty', component: () => import('./DutyBoard.vue'), meta: { title: '值守', menu: '督办', order: 30, duty: 'readDuty' } },
  { path: '/duty/alarms', component: () => import('./AlarmList.vue'), meta: { title: '警情记录', duty: 'readDuty' } },
  { path: '/duty/roster', component: () => import('./RosterList.vue'), meta: { title: '值班表', menu: '督办', order: 32, duty: 'readDuty' } },
  { path: '/duty/handovers', component: () => import('./HandoverList.vue'), meta: { title: '交接班', menu: '督办', order: 34, duty: 'readDuty' } },
] satisfies FeatureRoutes
