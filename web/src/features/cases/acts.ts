import type { CaseFileView, Choices } from './case'

/** A field of an act's form. */
export interface ActField {
  key: string
  label: string
  kind: 'text' | 'area' | 'date' | 'time' | 'money' | 'check' | 'select' | 'files' | 'file' | 'items' | 'findings' | 'person' | 'votes'
  required?: boolean
  hint?: string
  options?: { value: string, label: string }[]
  names?: string[]
}

/** How one act is asked for: where it goes, its fields, and what is sent. */
export interface ActForm {
  path: string
  fields: ActField[]
  start?: Record<string, unknown>
  /** What submitting does, said beside the button. */
  next?: string
  danger?: boolean
}

const reason = (label: string, hint?: string): ActField => ({ key: 'reason', label, kind: 'area', required: true, hint })
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** The form of every act the server offers; acts with a page part of their own are not here. */
export function formOf(act: string, file: CaseFileView, choices: Choices): ActForm | undefined {
  const forms: Record<string, () => ActForm> = {
    approveFiling: () => ({ path: 'approve-filing', fields: [{ key: 'opinion', label: '审批意见', kind: 'area', required: true }], start: { opinion: '同意立案。' }, next: '编立案文号，制作立案审批表，90 日办案期限开始计算。' }),
    refuseFiling: () => ({ path: 'refuse-filing', fields: [reason('不予立案的理由')], next: '制作不予立案审批表，线索办结。', danger: true }),
    revokeFiling: () => ({ path: 'revoke-filing', fields: [reason('撤销立案的新情况和理由')], next: '制作撤销立案审批表，案件终结。', danger: true }),
    beginInvestigation: () => ({ path: 'begin-investigation', fields: [{ key: 'noConflict', label: '两名承办人均无应当回避的情形', kind: 'check', required: true }], start: { noConflict: false }, next: '核对两人执法证当日有效后进入调查。' }),
    addEvidence: () => ({
      path: 'evidence',
      fields: [
        { key: 'kind', label: '证据种类', kind: 'select', required: true, options: [
          { value: 'documentary', label: '书证' }, { value: 'physical', label: '物证' }, { value: 'audioVisual', label: '视听资料' }, { value: 'electronic', label: '电子数据' },
          { value: 'testimony', label: '证人证言' }, { value: 'partyStatement', label: '当事人的陈述' }, { value: 'appraisal', label: '鉴定意见（监测报告）' }, { value: 'siteRecord', label: '勘验笔录、现场笔录' }] },
        { key: 'name', label: '名称', kind: 'text', required: true }, { key: 'fileId', label: '文件', kind: 'file', required: true },
        { key: 'takenOn', label: '提取日期', kind: 'date', required: true }, { key: 'provider', label: '提供单位或者个人', kind: 'text', required: true }, { key: 'proves', label: '证明内容', kind: 'area', required: true },
        { key: 'monitoringReport', label: '这是监测报告，结果须告知当事人', kind: 'check' }, { key: 'resultToldOn', label: '结果告知日期', kind: 'date', hint: '已告知的填写；未告知的在证据列表中制作监测结果告知书并送达。' }],
      start: { kind: 'documentary', takenOn: today(), monitoringReport: false },
    }),
    recordFacts: () => ({
      path: 'facts',
      fields: [
        { key: 'causeCode', label: '案由（违法行为）', kind: 'select', required: true, options: choices.causes.map(c => ({ value: c.code, label: `${c.name}（${c.penaltyLaw}）` })) },
        { key: 'facts', label: '违法事实（时间、地点、行为、情节、后果）', kind: 'area', required: true }, { key: 'place', label: '违法地点', kind: 'text', required: true },
        { key: 'actFrom', label: '违法行为起始日', kind: 'date', required: true }, { key: 'actTo', label: '违法行为终了日', kind: 'date', required: true, hint: '法律依据按终了日选取。' }],
      start: { causeCode: file.case.causeCode, facts: file.case.facts, place: file.case.place, actFrom: file.case.actFrom, actTo: file.case.actTo },
    }),
    orderRectification: () => ({ path: 'order-rectification', fields: [{ key: 'content', label: '改正内容', kind: 'area', required: true }, { key: 'due', label: '改正期限', kind: 'date', required: true }], next: '制作责令改正决定书（不是处罚）；送达后 30 日内复查。' }),
    recordReinspection: () => ({
      path: 'reinspection',
      fields: [{ key: 'on', label: '复查日期', kind: 'date', required: true }, { key: 'finding', label: '复查结果', kind: 'select', required: true, options: [
        { value: 'corrected', label: '已改正' }, { value: 'continuing', label: '仍在继续' }, { value: 'stopped', label: '已停止排放、停产或者关闭' }, { value: 'refused', label: '拒绝、阻挠复查' }] },
      { key: 'note', label: '复查情况', kind: 'area', required: true }],
      start: { on: today(), finding: 'corrected' },
    }),
    suspend: () => ({ path: 'suspend', fields: [reason('中止调查的理由')], next: '办案期限停止计算。' }),
    resume: () => ({ path: 'resume', fields: [reason('恢复调查的理由')], next: '办案期限继续计算。' }),
    terminate: () => ({ path: 'terminate', fields: [reason('终止调查的理由')], danger: true }),
    submitReport: () => ({
      path: 'submit-report',
      fields: [
        { key: 'course', label: '调查经过', kind: 'area', required: true }, { key: 'conclusion', label: '调查结论', kind: 'area', required: true },
        { key: 'warning', label: '建议警告', kind: 'check' },
        { key: 'withFine', label: file.case.assessment ? `建议罚款（裁量确认 ${file.case.assessment.confirmed.toLocaleString('zh-CN')} 元）` : '建议罚款（须先作裁量）', kind: 'check' },
        { key: 'other', label: '其他处罚种类', kind: 'select', hint: '各种类均须告知听证权利、集体讨论。', options: choices.penaltyKinds.map(k => ({ value: k, label: k })), names: ['multiple'] },
        { key: 'complex', label: '案情疑难复杂，涉及多个法律关系（须法制审核）', kind: 'check' }, { key: 'publicInterest', label: '涉及重大公共利益（须法制审核）', kind: 'check' }],
      start: { warning: false, withFine: Boolean(file.case.assessment), other: [], complex: false, publicInterest: false },
      next: '制作调查报告，交案件审查；调查人员不得审查本案。',
    }),
    passReview: () => ({ path: 'review', fields: [{ key: 'items', label: '审查六项', kind: 'items', required: true, names: choices.reviewItems }, { key: 'opinion', label: '审查结论', kind: 'area', required: true }], start: { opinion: '同意调查报告的意见。' }, next: '制作案件审查意见表。' }),
    returnToInvestigation: () => ({
      path: file.case.state === 'underReview' ? 'review/return' : file.case.state === 'legalReview' ? 'legal-review/return' : 'return',
      fields: [reason('退回补充调查的理由')], next: '回到调查阶段，审查、告知等后续步骤须重新办理，已制作的文书留存。', danger: true,
    }),
    issueNotice: () => ({ path: 'notice', fields: [], next: '按审查通过的调查报告制作事先告知书，达到听证门槛的一并告知听证权利；请随后登记送达。' }),
    recordStatement: () => ({ path: 'statement', fields: [{ key: 'text', label: '当事人陈述申辩的内容', kind: 'area', required: true }, { key: 'fileIds', label: '当事人提交的材料', kind: 'files' }], start: { fileIds: [] } }),
    waiveStatement: () => ({
      path: 'waiver',
      fields: [{ key: 'fileId', label: '当事人签名的放弃声明', kind: 'file', required: true }, { key: 'hearing', label: '一并放弃听证', kind: 'check' }, { key: 'confirmed', label: '声明由当事人本人或者受委托人签名', kind: 'check', required: true }],
      start: { hearing: false, confirmed: false },
    }),
    requestHearing: () => ({ path: 'hearing-request', fields: [{ key: 'reason', label: '当事人申请听证的理由', kind: 'area', required: true }] }),
    noticeHearing: () => ({
      path: 'hearing/notice',
      fields: [{ key: 'at', label: '听证时间', kind: 'time', required: true, hint: '须在七个工作日前送达通知。' }, { key: 'place', label: '地点', kind: 'text', required: true },
        { key: 'chairId', label: '主持人（不得是本案调查人员）', kind: 'person', required: true }, { key: 'recorderName', label: '记录员', kind: 'text', required: true }],
      next: '制作听证通知书；听证期间不计入办案期限。',
    }),
    recordHearing: () => ({ path: 'hearing/record', fields: [{ key: 'course', label: '听证经过', kind: 'area', required: true }, { key: 'opinion', label: '主持人意见', kind: 'area', required: true }, { key: 'partyAbsent', label: '当事人无正当理由未到场', kind: 'check' }], start: { partyAbsent: false } }),
    answerStatement: () => ({ path: 'answer-statement', fields: [{ key: 'findings', label: '逐条复核', kind: 'findings', required: true }], start: { findings: [{ argument: '', accepted: false, reason: '' }] }, next: '制作复核意见；不得因陈述申辩加重处罚。' }),
    submitToLegalReview: () => ({ path: 'legal-review/submit', fields: [], next: '提交法制审核人员。' }),
    passLegalReview: () => ({ path: 'legal-review', fields: [{ key: 'items', label: '审核七项', kind: 'items', required: true, names: choices.legalItems }, { key: 'opinion', label: '审核结论', kind: 'area', required: true }], start: { opinion: '审核通过。' }, next: '制作法制审核意见书。' }),
    submitToDiscussion: () => ({ path: 'discussion/submit', fields: [], next: '提交负责人集体讨论。' }),
    discuss: () => ({
      path: 'discussion',
      fields: [{ key: 'on', label: '讨论日期', kind: 'date', required: true }, { key: 'place', label: '地点', kind: 'text', required: true }, { key: 'votes', label: '参加人及表决（调查人员列席，不参与表决）', kind: 'votes', required: true },
        { key: 'recorderName', label: '记录人', kind: 'text', required: true }, { key: 'conclusion', label: '结论', kind: 'area', required: true }],
      start: { on: today(), votes: [], place: '局会议室', conclusion: '同意拟处罚意见。' }, next: '制作集体讨论笔录。',
    }),
    decide: () => ({
      path: 'decide',
      fields: [{ key: 'fine', label: '罚款数额（元）', kind: 'money', hint: `告知的处罚为${file.case.notice?.penalty.fine ? `罚款 ${file.case.notice.penalty.fine.toLocaleString('zh-CN')} 元` : '未含罚款'}；只能不变或者减少。` }, { key: 'reason', label: '理由（数额有变化的必填）', kind: 'area' }],
      start: { fine: file.case.notice?.penalty.fine ?? null }, next: '编决定书文号，制作决定书；七个工作日内送达并公开。',
    }),
    decideNoPenalty: () => ({ path: 'decide-no-penalty', fields: [{ key: 'basis', label: '不予处罚的依据和理由', kind: 'area', required: true }, { key: 'education', label: '教育内容和改正情况', kind: 'area', required: true }], next: '制作不予行政处罚决定书。' }),
    requestExtension: () => ({ path: 'extension', fields: [reason('申请延期的理由')], next: '送负责人审批；批准后办案期限延长 30 日，原届满日留在期限表中。' }),
    refuseExtension: () => ({ path: 'extension/refuse', fields: [reason('不同意延期的理由')], danger: true }),
    extendDecision: () => {
      const again = file.clocks.some(clock => clock.key === 'decision' && !clock.doneOn && clock.extensions.length === 1)
      const discussion: ActField[] = [{ key: 'on', label: '集体讨论日期', kind: 'date', required: true }, { key: 'place', label: '地点', kind: 'text', required: true },
        { key: 'votes', label: '参加人及表决（调查人员列席，不参与表决）', kind: 'votes', required: true }, { key: 'recorderName', label: '记录人', kind: 'text', required: true }, { key: 'conclusion', label: '结论', kind: 'area', required: true }]
      return {
        path: 'extend-decision', fields: [reason('延长的理由', file.case.extension && !file.case.extension.answer ? `${file.case.extension.byName} ${file.case.extension.on} 申请：${file.case.extension.reason}` : undefined), ...(again ? discussion : [])],
        start: again ? { on: today(), votes: [], place: '局会议室', conclusion: '同意再延长三十日。' } : {},
        next: again ? '第二次延长须经负责人集体讨论，制作集体讨论笔录；最长 150 日。' : '延长 30 日，原届满日留在期限表中。',
      }
    },
    recordPayment: () => ({
      path: 'payments',
      fields: [{ key: 'on', label: '缴款日期', kind: 'date', required: true }, { key: 'principal', label: '罚款（元）', kind: 'money', required: true }, { key: 'lateFee', label: '加处罚款（元）', kind: 'money' }, { key: 'receiptNo', label: '票据号', kind: 'text', required: true }, { key: 'channel', label: '缴款方式', kind: 'text' }],
      start: { on: today(), principal: file.debt?.principal ?? 0, lateFee: file.debt?.lateFee ?? 0, channel: '银行' },
    }),
    demand: () => ({ path: 'demand', fields: [], next: '制作催告书；送达十个工作日后仍不履行的，可以申请强制执行。' }),
    applyToCourt: () => ({ path: 'court', fields: [{ key: 'court', label: '受理法院', kind: 'text', required: true }], next: '制作强制执行申请书。' }),
    proposeClosing: () => ({ path: 'propose-closing', fields: [{ key: 'ground', label: '结案理由', kind: 'select', required: true, options: choices.closingGrounds.map(g => ({ value: g, label: g })) }, { key: 'result', label: '处理结果和说明', kind: 'area', required: true }] }),
    close: () => ({ path: 'close', fields: [], next: '制作结案审批表，案件办结。' }),
  }
  return forms[act]?.()
}

/** 送达: the form of every paper that goes to the party. */
export const serveForm = (paper: string): ActForm => ({
  path: `papers/${paper}/serve`,
  fields: [
    { key: 'method', label: '送达方式', kind: 'select', required: true, options: [
      { value: 'direct', label: '直接送达' }, { value: 'left', label: '留置送达' }, { value: 'post', label: '邮寄送达' }, { value: 'entrusted', label: '委托送达' },
      { value: 'forwarded', label: '转交送达' }, { value: 'electronic', label: '电子送达（须有签名确认书）' }, { value: 'publicNotice', label: '公告送达（填公告日期）' }] },
    { key: 'receivedOn', label: '收到日期', kind: 'date', required: true, hint: '陈述申辩、缴款、复议、诉讼等期限自该日的次日起算。' },
    { key: 'receiver', label: '收件人', kind: 'text', required: true }, { key: 'receiverRelation', label: '与当事人的关系', kind: 'text' }, { key: 'place', label: '送达地点', kind: 'text', required: true },
    { key: 'witness', label: '见证人', kind: 'text' }, { key: 'refusalReason', label: '拒收理由', kind: 'text' }, { key: 'proofFileId', label: '送达凭证（签名的回证、邮寄回执、确认书）', kind: 'file' }],
  start: { method: 'direct', receivedOn: today() },
  next: '制作送达回证，期限开始计算。送达后的文书不得更改。',
})

export const cancelForm = (paper: string): ActForm => ({ path: `papers/${paper}/cancel`, fields: [reason('作废的理由')], next: '文号保留并注明理由，可以重新制作。', danger: true })

/** 补正: a decision is corrected by the head, every other paper by an officer of the case. */
export const correctForm = (paper: string, code: string): ActForm => ({
  path: `papers/${paper}/${code === 'DOC25' || code === 'DOC26' ? 'correct-decision' : 'correct'}`,
  fields: [{ key: 'wrong', label: '有误的原文', kind: 'area', required: true, hint: '照文书原文填写；系统会核对文书中确有这段文字。' }, { key: 'right', label: '补正为', kind: 'area', required: true }, reason('补正的理由')],
  next: '制作补正书，写明被补正的文书；原文书不作改动，两份文书互相指明。须送达的请随后送达。',
})

export const tellForm = (evidenceId: string): ActForm => ({
  path: 'tell-result',
  fields: [{ key: 'body', label: '监测机构', kind: 'text', required: true }, { key: 'reportNumber', label: '报告字号', kind: 'text', required: true }, { key: 'result', label: '监测结果', kind: 'area', required: true }, { key: 'exceeded', label: '超标情况', kind: 'area', required: true }],
  start: { evidenceId }, next: '制作监测结果告知书；在“文书”中登记送达后即为已告知。',
})
