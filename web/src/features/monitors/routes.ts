import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/links', component: () => import('./LinkList.vue'), meta: { title: '数采仪链路', menu: '监测数据', order: 20, duty: 'readReadings' } },
  { path: '/links/:id', component: () => import('./LinkFile.vue'), meta: { title: '数采仪', duty: 'readReadings' } },
  { path: '/quarantine', component: () => import('./QuarantineList.vue'), meta: { title: '隔离区', menu: '监测数据', order: 40, duty: 'manageMonitors' } },
  { path: '/conversations', component: () => import('./ConversationList.vue'), meta: { title: '指令记录', menu: '监测数据', order: 50, duty: 'readReadings' } },
] satisfies FeatureRoutes
