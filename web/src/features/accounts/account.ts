import type { components } from '@/api/schema'

export type AccountPost = components['schemas']['AccountEndpointsPostView']
export type Account = components['schemas']['AccountEndpointsAccountView']
export type Role = components['schemas']['Role']

export interface PostDraft { title: string, role: Role | '', organisation: string, division: string, enterpriseId: string }

export const emptyPost = (): PostDraft => ({ title: '', role: '', organisation: '', division: '', enterpriseId: '' })

/** What the server takes: the division's name is kept beside its code. */
export const postRequest = (draft: PostDraft, divisionName: string) => ({
  title: draft.title.trim(), role: draft.role as Role, organisationId: null, organisation: draft.organisation.trim(),
  division: draft.division, divisionName, enterpriseId: draft.enterpriseId.trim() || null,
})

export const postFaults = (draft: PostDraft, prefix = '') => ({
  [`${prefix}title`]: draft.title.trim() ? undefined : ['请填写岗位名称'],
  [`${prefix}role`]: draft.role ? undefined : ['请选择角色'],
  [`${prefix}organisation`]: draft.organisation.trim() ? undefined : ['请填写所在单位'],
  [`${prefix}division`]: draft.division ? undefined : ['请选择管辖范围'],
  [`${prefix}enterpriseId`]: draft.role === 'enterprise' && !draft.enterpriseId.trim() ? ['企业岗位须指明所属企业'] : undefined,
})
