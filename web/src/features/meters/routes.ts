import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/meters', component: () => import('./MeterList.vue'), meta: { title: '用电监控', menu: '监测数据', order: 40, duty: 'readReadings' } },
  { path: '/meters/violations', component: () => import('./ViolationList.vue'), meta: { title: '治污未同步', menu: '监测数据', order: 42, duty: 'readReadings' } },
  { path: '/meters/plants/:enterprise', component: () => import('./PlantPower.vue'), meta: { title: '用电曲线', duty: 'readReadings' } },
  { path: '/control-orders', component: () => import('./ControlList.vue'), meta: { title: '停限产核查', menu: '督办', order: 40, duty: 'readOrders' } },
  { path: '/control-orders/:id', component: () => import('./ControlFile.vue'), meta: { title: '停限产指令', duty: 'readOrders' } },
] satisfies FeatureRoutes
