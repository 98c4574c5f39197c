import type { FeatureRoutes } from '@/frame/routes'

export default [
  { path: '/sign-in', component: () => import('./SignIn.vue'), meta: { title: '登录', bare: true } },
  { path: '/setup', component: () => import('./FirstAdministrator.vue'), meta: { title: '创建首个管理员', bare: true } },
  { path: '/password', component: () => import('./ChangePassword.vue'), meta: { title: '修改口令', bare: true } },
  { path: '/me', component: () => import('./MySessions.vue'), meta: { title: '我的会话与令牌' } },
] satisfies FeatureRoutes
