import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/findings', component: () => import('./FindingList.vue'), meta: { title: '异常发现', menu: '数据质量', order: 30, duty: 'readClues' } },
  { path: '/findings/:id', component: () => import('./FindingFile.vue'), meta: { title: '异常发现', duty: 'readClues' } },
  { path: '/reminders', component: () => import('./ReminderList.vue'), meta: { title: '苗头提醒', menu: '督办', order: 20, duty: 'readOrders' } },
  { path: '/self-check', component: () => import('./SelfCheck.vue'), meta: { title: '数据自查', menu: '数据质量', order: 40, duty: 'readVerdicts' } },
  { path: '/checks', component: () => import('./CheckList.vue'), meta: { title: '核查目录', menu: '规则', order: 40, duty: 'readVerdicts' } },
] satisfies FeatureRoutes
