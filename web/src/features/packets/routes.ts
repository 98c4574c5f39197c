import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/packets', component: () => import('./PacketInspector.vue'), meta: { title: '报文检查', menu: '联网传输', order: 60, duty: 'readReadings' } },
] satisfies FeatureRoutes
