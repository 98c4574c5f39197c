import type { RouteRecordRaw } from 'vue-router'

/** First-level menu, in this order. A group with a single entry of the same title is shown without a second level. */
export const menuGroups = ['待办', '总览', '一张图', '监测数据', '督办', '源', '事', '案件', '人', '分析报告', '系统'] as const
export type MenuGroup = typeof menuGroups[number]

declare module 'vue-router' {
  interface RouteMeta {
    /** Name of the page, on its tab and in the menu. */
    title: string
    /** Group in the left menu; without it the page is reached from other pages. */
    menu?: MenuGroup
    /** Place within the group, small first. */
    order?: number
    /** Duty of the post without which the page is neither listed nor opened. */
    duty?: string
    /** Key in the session's `menuCounts` whose number stands beside the entry. */
    count?: string
    /** Without the frame (sign-in). */
    bare?: boolean
  }
}

/** What a feature's `routes.ts` exports by default. */
export type FeatureRoutes = RouteRecordRaw[]
