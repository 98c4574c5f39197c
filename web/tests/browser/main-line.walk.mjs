// The whole main line through the pages, in real Chromium: from a verdict to a published decision, each station by the person whose desk it is.
// Stations hang on one another: the first that fails ends the line. The API is only asked whether data have arrived.
import { readFileSync } from 'node:fs'
import { choose, doAct, fill, fillEmpty, openRow, picture, press, refusal, setDay, signOnPad, submit, tick, today } from './hands.mjs'
import { base, openWindow, settled, visit } from './house.mjs'
import { ask, expectText, openLine, until } from './stations.mjs'

const firm = '演示洛南嘉禾热电有限公司'
const contact = '邹远佳'
const line = { order: '', clue: '', task: '', decision: '' }
const { desk, walk } = openLine(async context => {
  await context.grantPermissions(['geolocation'], { origin: new URL(base).origin })
  await context.setGeolocation({ longitude: 110.42321, latitude: 34.24621, accuracy: 12 })
})

async function verdict() {
  const page = await desk('jianguan')
  await until('an order of the power plant', async () => (await ask(page, `/api/orders?q=${encodeURIComponent(firm)}&state=issued`)).items.length > 0)
  await visit(page, '/verdicts')
  await picture(page, '01-verdicts')
  await openRow(page, '/verdicts', '超标', firm)
  await expectText(page, '限值', '规则', '规则摘要', '逐步推算', /原文|待法制确认|转引|可信/)
  await picture(page, '02-why')
}

async function order() {
  const page = await desk('jianguan')
  await openRow(page, '/orders', '待反馈', firm)
  await expectText(page, firm, '督办事项', '送达')
  line.order = (await page.locator('.band .name .hint').innerText()).split(' · ')[0]
  await picture(page, '03-order')
}

async function answer() {
  const page = await desk('qiye2')
  await openRow(page, '/orders', firm, line.order)
  await doAct(page, '反馈')
  await settled(page)
  await choose(page, '原因')
  await fill(page, '情况说明', '当日锅炉脱硝系统氨水泵故障，氮氧化物排放浓度升高，已停泵检修。')
  await fill(page, '措施', '更换氨水泵，恢复脱硝系统运行，加强巡检。')
  await picture(page, '04-answer')
  await submit(page, '提交反馈')
  await expectText(page, '待核查')
}

async function uphold() {
  const page = await desk('jianguan')
  await openRow(page, '/orders', firm, line.order)
  await doAct(page, '核实为超标', () => fill(page, '核查意见', '企业承认超标，说明的原因不构成豁免。'), '核实并转为线索')
  await expectText(page, '核实为超标')
  await picture(page, '05-upheld')
}

async function verifyClue() {
  const page = await desk('zhidui')
  const clue = await until('the clue', async () => (await ask(page, `/api/clues?q=${encodeURIComponent(line.order)}`)).items[0], 60)
  line.clue = clue.number
  await openRow(page, '/clues', clue.target, line.clue)
  await picture(page, '06-clue')
  await doAct(page, '核实并发起任务', async () => {
    await fill(page, '处理意见', '情况具体，建议现场核查。')
  }, '核实')
  await page.waitForURL(/\/tasks\//)
  await settled(page)
  line.task = (await page.locator('.band .name .hint').innerText()).split(' · ')[0]
}

async function dispatch() {
  const page = await desk('zhidui')
  await openRow(page, '/tasks', firm, line.task)
  await doAct(page, '研判', () => fill(page, '检查要求', '重点查脱硝设施运行和台账。'), '研判完成')
  await doAct(page, '派发', async () => {
    await choose(page, '主办人', '秦雪峰')
    await choose(page, '协办人', '陶雨桐')
    await picture(page, '07-dispatch')
  }, '派发')
  await expectText(page, '秦雪峰', '陶雨桐')
}

async function arrive() {
  const page = await desk('zhifa1')
  await openRow(page, '/tasks', firm, line.task)
  await doAct(page, '接受')
  await page.locator('.band').getByText('已接受').waitFor({ timeout: 15_000 })
  await doAct(page, '到达现场')
  await press(page, '到达现场', { within: page.locator('.el-message-box') })
  await page.waitForURL(/\/inspections\//)
  await settled(page)
}

/** Each part of the record in its turn. */
async function inspect() {
  const page = await desk('zhifa1')
  const part = async title => { await page.locator('.parts button', { hasText: title }).click(); await page.waitForTimeout(400) }
  await press(page, '已出示证件')
  await press(page, '已宣读')
  await page.locator('.el-radio-button', { hasText: '已确认' }).click()
  await fillEmpty(page, '检查地点', '洛南县城关街道演示工业园3号锅炉')
  await fillEmpty(page, '现场负责人', contact)
  await fillEmpty(page, '职务或与被检查人的关系', '环保负责人')
  await picture(page, '08-arrival')
  if (await page.locator('.parts button', { hasText: '检查清单' }).count() > 0) {
    await part('检查清单')
    for (const one of await page.locator('.choices').all()) await one.getByRole('radio', { name: '是', exact: true }).click()
    for (const one of await page.locator('.item > .el-input input').all()) await one.fill('无异常')
    await picture(page, '09-checklist')
  }
  await part('现场情况')
  await fill(page, '建设和生产情况', '燃煤热电机组一台，检查时正常生产。')
  await fill(page, '环保手续', '已取得环评批复和排污许可证。')
  await fill(page, '产污和治污设施运行', '锅炉脱硝系统氨水泵停运检修，自动监控设备正常。')
  await page.locator('.el-radio-button').filter({ hasText: /^发现$/ }).click()
  await fillEmpty(page, '违法情况', '锅炉烟气氮氧化物日均浓度超过排放标准。')
  await fill(page, '现场措施或处理建议', '责令立即改正，建议立案。')
  await fill(page, '采样及拍摄情况', '未采样，拍摄照片一张。')
  await part('拍摄测量')
  await page.locator('.camera input').setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 480, height: 320 } }) })
  await fill(page, '拍摄对象', '锅炉脱硝氨水泵')
  await fill(page, '证明内容', '检查时氨水泵停运检修')
  await press(page, '加入笔录')
  await page.locator('.photos li').first().waitFor()
  await picture(page, '10-photos')
  await part('签名封存')
  await press(page, '检查结束')
  await page.locator('.saving.kept').waitFor({ timeout: 15_000 })
}

async function seal() {
  const page = await desk('zhifa1')
  const left = async () => (await page.locator('.lacking').allInnerTexts()).join(' ').replaceAll('\n', ' ')
  if (await page.locator('.lacking').count() > 0) throw new Error(await left())
  for (let signer = 0; signer < 2; signer++) {
    await page.locator('.signer').filter({ has: page.getByRole('button', { name: '签名', exact: true }) }).first().getByRole('button', { name: '签名', exact: true }).click()
    await signOnPad(page)
    await press(page, '提交签名')
    await until('the signature', async () => await page.locator('.signed').count() === signer + 1, 20)
  }
  await press(page, '当事人签名')
  await fill(page, '签名人姓名', contact)
  await signOnPad(page)
  await press(page, '提交签名')
  await until('the party\'s signature', async () => await page.locator('.signed').count() === 3, 20)
  await picture(page, '11-signed')
  await press(page, '封存笔录')
  await press(page, '封存', { within: page.locator('.el-message-box') })
  await page.locator('.band').getByText('已封存').waitFor({ timeout: 20_000 })
  await refusal(page)
  await picture(page, '12-sealed')
}

async function file() {
  const page = await desk('zhifa1')
  await openRow(page, '/clues', firm, line.clue)
  await doAct(page, '提出立案')
  await settled(page)
  for (const one of ['有涉嫌违法行为的初步证据', '依法应当或者可以给予行政处罚', '属于本机关管辖', '未超过追责期限']) await tick(page, one)
  if (await page.locator('.form-field', { hasText: '案由（违法行为）' }).locator('.el-select__selected-item.is-transparent').count() > 0) await choose(page, '案由（违法行为）', '大气污染物')
  await fill(page, '立案理由', '自动监测日均值超标，现场检查属实。')
  await picture(page, '13-filing')
  await submit(page, '提请立案')
  await page.waitForURL(/\/cases\//)
}

const openCase = page => openRow(page, '/cases', firm, line.clue)

async function approve() {
  const page = await desk('juzhang')
  await openCase(page)
  await doAct(page, '批准立案', undefined, '批准立案')
  await picture(page, '14-filed')
}

async function investigate() {
  const page = await desk('zhifa1')
  await openCase(page)
  await doAct(page, '开始调查', () => tick(page, '两名承办人均无应当回避的情形'), '开始调查')
  await doAct(page, '选定法律依据', async () => {
    if (await page.locator('.candidates .el-radio.is-checked').count() === 0) await page.locator('.candidates .el-radio').first().click()
    await fill(page, '选择的理由', '违法行为发生在该法施行之后。')
  }, '选定依据')
  await doAct(page, '裁量', async () => {
    await fill(page, '确认罚款数额（元）', '150000')
    await fill(page, '裁量理由', '超标倍数较低，初次违法，及时改正。')
    await picture(page, '15-assessment')
  }, '确认裁量')
}

/** Papers must not rest on rules from memory until the legal desk has confirmed them: one by hand, the others by the same act without the page. */
async function confirmRules() {
  const page = await desk('fagui')
  await visit(page, '/rules')
  await page.locator('[role=tab]', { hasText: '待确认' }).click()
  await page.locator('.el-table__body tr.el-table__row a').first().click()
  await settled(page)
  await picture(page, '16-rule')
  await press(page, '核对原文并确认')
  await fill(page, '核对所用的原文', '生态环境部公布的标准文本')
  await fill(page, '核对的内容和结论', '逐项核对，与原文一致。')
  await submit(page, '确认')
  const refused = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/rules?state=waiting&size=200')).json()
    const answers = await Promise.all(items.map(rule => fetch(`/api/rules/${rule.digest}/confirm`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'X-Requested-With': 'qingjian' },
      body: JSON.stringify({ source: '生态环境部公布的标准文本', note: '逐项核对，与原文一致。' }),
    })))
    return answers.filter(answer => !answer.ok).length
  })
  if (refused > 0) throw new Error(`${refused} confirmations were refused`)
}

async function report() {
  const page = await desk('zhifa1')
  await openCase(page)
  await doAct(page, '提交调查报告', async () => {
    await fill(page, '调查经过', '调取自动监测数据，现场检查并询问。')
    await fill(page, '调查结论', '超过排放标准排放大气污染物，事实清楚。')
  }, '提交调查报告')
  await picture(page, '17-reported')
}

async function review() {
  const page = await desk('anshen')
  await openCase(page)
  await doAct(page, '审查通过', undefined, '审查通过')
}

/** Registers the service of the paper that waits, handed to the contact today. */
async function serve(page, title) {
  await page.locator('.papers tr', { hasText: title }).getByRole('button', { name: '送达', exact: true }).click()
  await page.waitForTimeout(500)
  await setDay(page, '收到日期', today())
  await fill(page, '收件人', contact)
  await fill(page, '与当事人的关系', '环保负责人')
  await fill(page, '送达地点', '当事人办公室')
  await submit(page, '送达')
}

async function notice() {
  const page = await desk('zhifa1')
  await openCase(page)
  await doAct(page, '制作事先告知书', undefined, '制作事先告知书')
  await serve(page, '告知书')
  await picture(page, '18-notice')
}

async function waive() {
  const page = await desk('qiye2')
  await visit(page, '/my-cases')
  await page.locator('main table a').first().click()
  await settled(page)
  await doAct(page, '放弃陈述申辩', () => tick(page, '自愿放弃陈述申辩的权利'), '放弃陈述申辩')
  await picture(page, '19-waived')
}

const offered = async (page, word) => { const one = page.locator('.band .acts').getByRole('button', { name: word, exact: true }); return await one.count() > 0 && await one.isEnabled() }

async function decide() {
  const officer = await desk('zhifa1')
  const head = await desk('juzhang')
  await openCase(head)
  if (!await offered(head, '作出处罚决定')) {
    await openCase(officer)
    await doAct(officer, '提请法制审核', undefined, '提请法制审核')
    const legal = await desk('fagui')
    await openCase(legal)
    await doAct(legal, '法制审核', undefined, '法制审核')
    await openCase(head)
  }
  await doAct(head, '作出处罚决定', () => picture(head, '20-decide'), '作出处罚决定')
  await picture(head, '21-decided')
}

async function serveDecision() {
  const page = await desk('zhifa1')
  await openCase(page)
  const row = page.locator('.papers tr', { hasText: '处罚决定书' })
  line.decision = (await row.locator('td').nth(1).innerText()).trim()
  const [saved] = await Promise.all([page.waitForEvent('download'), row.getByRole('button', { name: 'DOCX' }).click()])
  const bytes = readFileSync(await saved.path())
  if (bytes.length < 2_000 || bytes.toString('latin1', 0, 2) !== 'PK') throw new Error(`the decision is no DOCX: ${bytes.length} bytes`)
  await serve(page, '处罚决定书')
  await row.locator('a').first().click()
  await settled(page)
  await picture(page, '22-decision')
}

async function publish() {
  const page = await desk('fagui')
  await openRow(page, '/publication', line.decision, line.decision)
  await tick(page, '已逐项核对脱敏前后的文本')
  await picture(page, '23-compare')
  await press(page, '公开')
  await press(page, '公开', { within: page.locator('.el-message-box') })
  await page.locator('main').getByText('已公开').first().waitFor({ timeout: 15_000 })
}

async function read() {
  const { page, context } = await openWindow()
  await visit(page, '/public/decisions')
  await page.fill('input[type=search]', line.decision)
  await page.locator('main li a', { hasText: line.decision }).click()
  await settled(page)
  await expectText(page, firm, line.decision, /150,?000/)
  const text = await page.innerText('body')
  const personal = [contact, '13900000003', '演示工业园3号'].filter(one => text.includes(one))
  await picture(page, '24-public')
  await context.close()
  const said = text.match(/超过限值/g)?.length
  return [...personal.map(one => `the public page shows ${one}`), ...(said === 1 ? [] : [`the fact stands ${said} times`])]
}

const stations = [
  ['a verdict with its working', verdict], ['the order', order], ['the enterprise answers', answer], ['the supervisor upholds', uphold], ['the clue is verified', verifyClue],
  ['two officers are sent', dispatch], ['they arrive', arrive], ['the record is filled', inspect], ['it is signed and sealed', seal], ['the case is proposed', file], ['filing is approved', approve],
  ['investigation, basis and amount', investigate], ['the legal desk confirms the rules', confirmRules], ['the report', report], ['the review', review], ['the notice is served', notice],
  ['the party waives', waive], ['the decision', decide], ['the decision is printed and served', serveDecision], ['it is compared and published', publish], ['anybody reads it', read],
]

export default stations.map(([name, station], at) => ({ name: `main line ${at + 1}: ${name}`, run: () => walk(name, station) }))
