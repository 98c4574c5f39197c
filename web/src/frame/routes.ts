import type { RouteRecordRaw } from 'vue-router'

/**
 * First-level menu, in this order; a group with a single entry is shown without a second level. At most eight entries each, by what one asks:
 * 监测数据 what is measured and emitted; 联网传输 whether it arrives; 数据质量 whether it can be trusted (marks, findings, calibration, hands on data);
 * 督办 what follows from it; 值守 who watches; 规则 by what it is judged, warned and checked.
 */
export const menuGroups = ['待办', '总览', '一张图', '监测数据', '联网传输', '数据质量', '督办', '值守', '规则', '源', '事', '案件', '人', '分析报告', '系统'] as const
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
