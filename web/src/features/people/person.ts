import type { components } from '@/api/schema'
import type { StateWord } from '@/ui/tone'

type Schemas = components['schemas']
export type PersonRow = Schemas['ListPeopleRow']
export type Person = Schemas['ShowPersonView']
export type Certificate = Schemas['ShowPersonCertificateView']
export type Organisation = Schemas['OrganisationActsRow']

export const certificateStates: Record<string, StateWord> = {
  valid: { word: '有效', tone: 'good' }, expiring: { word: '即将到期', tone: 'near' }, expired: { word: '已过期', tone: 'bad' }, suspended: { word: '已暂扣', tone: 'bad' },
  revoked: { word: '已吊销', tone: 'bad' }, notYetValid: { word: '未生效', tone: 'paused' }, none: { word: '无证件', tone: 'plain' },
}
export const kindWord: Record<string, string> = { bureau: '生态环境局', branch: '派出分局', team: '执法队伍', station: '监测监控' }
