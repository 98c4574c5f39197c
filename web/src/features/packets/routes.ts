import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/packets', component: () => import('./PacketInspector.vue'), meta: { title: '报文检查', menu: '监测数据', order: 30, duty: 'readReadings' } },
] satisfies FeatureRoutes
