import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/incineration', component: () => import('./PublicPlants.vue'), meta: { title: '垃圾焚烧公开', menu: '信息公开', order: 30 } },
  { path: '/incineration/:id', component: () => import('./PublicDisplay.vue'), meta: { title: '垃圾焚烧公开' } },
  { path: '/embed/incineration/:id', component: () => import('./PublicDisplay.vue'), meta: { title: '垃圾焚烧公开', bare: true } },
] as RouteRecordRaw[]
