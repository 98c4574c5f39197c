import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/tasks', component: () => import('./TaskList.vue'), meta: { title: '任务', menu: '事', order: 20, duty: 'readClues' } },
  { path: '/tasks/:id', component: () => import('./TaskFile.vue'), meta: { title: '任务', duty: 'readClues' } },
  { path: '/recusals', component: () => import('./Recusals.vue'), meta: { title: '回避申报', menu: '事', order: 40, duty: 'handleTasks' } },
] satisfies FeatureRoutes
