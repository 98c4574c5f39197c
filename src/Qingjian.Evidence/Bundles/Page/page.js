const VERDICTS = {
  intact: ['完好', '文件、条目、证明和签名全部相符。'],
  tampered: ['与存证不符', '至少一处与签名时不同，见下方问题；请保留原包并联系出具单位。'],
  unreadable: ['无法读取', '这不是完整的证据包，请重新下载后再核验。'],
  incomplete: ['未能核完', '有文件大于 512 MB，浏览器无法核对，请使用离线核验程序 qj-verify。'],
}
const FAULTS = {
  EntryMalformed: '条目格式不符', ProofWrong: '包含证明不成立', FileChanged: '文件内容已改变', FileMissing: '缺少文件',
  FileUnproven: '没有条目能证明', CheckpointRefused: '检查点不可信', KeyWrong: '公钥损坏', Unreadable: '无法读取',
}
const REFUSALS = {
  NotText: '不是规范的文本', NoSignatures: '没有签名', MalformedSignature: '签名行格式不符', BadSignature: '签名不成立',
  NoKnownKey: '不是所信任的公钥签的', MalformedCheckpoint: '内容格式不符', OtherOrigin: '不是这份日志的检查点',
}
const TYPES = {
  'evidence.add': '证据入库', 'case.step': '办理步骤', decision: '决定', 'reading.batch': '监测数据批次',
  'audit.batch': '审计记录批次', config: '配置变更', key: '密钥更换', publish: '公开',
}
const CONTENTS = { none: '不随包提供', same: '相符', changed: '已改变', missing: '缺少', 'too-large': '太大，未核对' }

const at = id => document.getElementById(id)

function row(table, cells, heading) {
  const line = table.insertRow()
  for (const [i, cell] of cells.entries()) {
    const box = heading || (i === 0 && cells.length === 2) ? document.createElement('th') : document.createElement('td')
    box.textContent = cell ?? ''
    line.append(box)
  }
}

async function run(file) {
  const trusted = at('trusted').value.split('\n').map(l => l.trim()).filter(Boolean)
  at('result').hidden = false
  at('verdict').textContent = '正在核验…'
  at('verdict').className = ''
  const report = await checkBundle(file, trusted)
  const [word, meaning] = VERDICTS[report.verdict]
  at('verdict').textContent = word
  at('verdict').className = report.verdict
  at('meaning').textContent = meaning
  for (const id of ['facts', 'faults', 'entries']) at(id).replaceChildren()
  row(at('facts'), ['证据包', file.name])
  if (report.object) row(at('facts'), ['对象', report.object])
  if (report.checkpoint) {
    row(at('facts'), ['日志', report.checkpoint.origin])
    row(at('facts'), ['检查点条目数', String(report.checkpoint.size)])
    row(at('facts'), ['检查点根', report.checkpoint.root])
  }
  row(at('facts'), [report.keysFromWithin ? '公钥编号（取自包内，请比对）' : '公钥编号（你填写的）', report.keys.map(k => k.id).join('、')])
  at('faultsBox').hidden = report.faults.length === 0
  row(at('faults'), ['问题', '位置', '对象', '应为', '实为'], true)
  for (const f of report.faults) row(at('faults'), [FAULTS[f.code], f.file, f.subject, f.expected, REFUSALS[f.found] ?? f.found])
  at('entriesBox').hidden = report.entries.length === 0
  row(at('entries'), ['序号', '时间', '类型', '对象', '证明', '内容'], true)
  for (const e of report.entries) {
    const time = e.fields ? e.fields.t.slice(0, 19).replace('T', ' ') : ''
    row(at('entries'), [String(e.index), time, TYPES[e.fields?.type] ?? '', e.fields?.obj, e.proven ? '成立' : '不成立',
      CONTENTS[e.content] + (e.contentFile ? `：${e.contentFile.replace(/^content\//, '')}` : '')])
  }
}

let last = null
const take = file => { if (file) { last = file; run(file) } }
at('file').addEventListener('change', e => take(e.target.files[0]))
at('trusted').addEventListener('change', () => take(last))
for (const kind of ['dragover', 'dragleave', 'drop']) {
  at('drop').addEventListener(kind, e => {
    e.preventDefault()
    at('drop').classList.toggle('over', kind === 'dragover')
    if (kind === 'drop') take(e.dataTransfer.files[0])
  })
}
