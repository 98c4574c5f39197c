/** Roles as the server spells them, in the words of the office. */
export const roleWords: Readonly<Record<string, string>> = {
  bureauLeader: '局领导', enforcementLead: '执法负责人', enforcementOfficer: '执法人员', caseReviewer: '案件审查人员', legalReviewer: '法制审核人员',
  monitoringEngineer: '监控中心工程师', supervisionOfficer: '监管科室人员', superiorReader: '上级单位查阅', systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员', auditAdministrator: '审计管理员', enterprise: '企业用户',
}

export const roleWord = (role: string) => roleWords[role] ?? '其他岗位'
