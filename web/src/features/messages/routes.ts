import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/messages/channels', component: () => import('./ChannelPage.vue'), meta: { title: '消息通道', menu: '系统', order: 70, duty: 'manageSettings' } },
  { path: '/messages/records', component: () => import('./RecordList.vue'), meta: { title: '发送记录', menu: '系统', order: 72, duty: 'manageSettings' } },
  { path: '/messages/mine', component: () => import('./MySubscriptions.vue'), meta: { title: '我的消息订阅', menu: '系统', order: 74, duty: 'signedIn' } },
] satisfies FeatureRoutes
