import type { StateWord } from '@/ui/tone'

/** What an entry of the log stands for. */
export const typeWords: Readonly<Record<string, string>> = {
  'evidence.add': '证据入库', 'case.step': '办理步骤', decision: '决定', 'reading.batch': '监测数据批次',
  'audit.batch': '审计记录批次', config: '配置变更', key: '密钥更换', publish: '公开',
}

const objectWords: Readonly<Record<string, string>> = {
  case: '案件', clue: '线索', task: '任务', inspection: '现场检查', order: '督办单', verdict: '判定', file: '文件', source: '污染源',
  monitor: '监测设备', audit: '审计记录', raw: '原始报文', packets: '原始报文批次', reading: '监测数据', rule: '规则', document: '文书', decision: '决定',
  publication: '公开', person: '人员', account: '账号', evidence: '证据', log: '存证日志', 'log-key': '存证密钥', outfall: '排放口', outlet: '排放口', finding: '异常发现', reminder: '苗头提醒', organisation: '机构', recusal: '回避申报', calendar: '工作日历',
}

/** The kind of an object in words. */
export const objectWord = (type: string) => objectWords[type] ?? '其他'

/** What a check of a bundle came to: its word, its colour and what it means. */
export const verdicts: Readonly<Record<string, StateWord & { meaning: string }>> = {
  intact: { word: '完好', tone: 'good', meaning: '文件、条目、证明和签名全部相符。' },
  tampered: { word: '与存证不符', tone: 'bad', meaning: '至少一处与签名时不同，见下方问题；请保留原包并联系出具单位。' },
  unreadable: { word: '无法读取', tone: 'near', meaning: '这不是完整的证据包，请重新下载后再核验。' },
  incomplete: { word: '未能核完', tone: 'near', meaning: '有文件大于 512 MB，浏览器无法核对，请使用离线核验程序 qj-verify。' },
}

export const faultWords: Readonly<Record<string, string>> = {
  EntryMalformed: '条目格式不符', ProofWrong: '包含证明不成立', FileChanged: '文件内容已改变', FileMissing: '缺少文件',
  FileUnproven: '没有条目能证明', CheckpointRefused: '检查点不可信', KeyWrong: '公钥损坏', Unreadable: '无法读取',
}

export const refusalWords: Readonly<Record<string, string>> = {
  NotText: '不是规范的文本', NoSignatures: '没有签名', MalformedSignature: '签名行格式不符', BadSignature: '签名不成立',
  NoKnownKey: '不是所信任的公钥签的', MalformedCheckpoint: '内容格式不符', OtherOrigin: '不是这份日志的检查点',
}

export const contentWords: Readonly<Record<string, string>> = {
  none: '不随包提供', same: '相符', changed: '已改变', missing: '缺少', 'too-large': '太大，未核对',
}
