import type { components } from '@/api/schema'
import type { StateWord } from '@/ui/tone'

export type ReportRow = components['schemas']['ReadReportsRow']
export type ReportView = components['schemas']['ReadReportsReportView']

export const kindWords: Record<ReportRow['kind'], string> = { daily: '日预警', weekly: '周研判', monthly: '月通报' }

export const reportStates: Record<ReportRow['state'], StateWord> = {
  draft: { word: '草稿', tone: 'plain' },
  submitted: { word: '待审批', tone: 'near' },
  approved: { word: '已审批', tone: 'blue' },
  sent: { word: '已发送', tone: 'good' },
}

export const rateText = (value?: number | null) => (value === null || value === undefined ? '不适用' : `${value}%`)
