import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/ledgers', component: () => import('./LedgerList.vue'), meta: { title: '生产台账', menu: '监测数据', order: 60, duty: 'readReadings' } },
  { path: '/balances', component: () => import('./BalanceList.vue'), meta: { title: '物料衡算', menu: '数据质量', order: 35, duty: 'readVerdicts' } },
] satisfies FeatureRoutes
