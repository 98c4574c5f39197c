import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/links', component: () => import('./LinkList.vue'), meta: { title: '数采仪链路', menu: '联网传输', order: 10, duty: 'readReadings' } },
  { path: '/links/:id', component: () => import('./LinkFile.vue'), meta: { title: '数采仪', duty: 'readReadings' } },
  { path: '/quarantine', component: () => import('./QuarantineList.vue'), meta: { title: '隔离区', menu: '联网传输', order: 70, duty: 'manageMonitors' } },
  { path: '/conversations', component: () => import('./ConversationList.vue'), meta: { title: '指令记录', menu: '联网传输', order: 50, duty: 'readReadings' } },
] satisfies FeatureRoutes
