// From data to closing, in real Chromium and with real packets: near the limit -> warning -> mark drawn on the chart -> order for what the mark does not
// excuse -> answer -> closing. The kiln is registered by the walk itself, so that no simulated logger speaks for it.
import { choose, doAct, fill, openRow, picture, press } from './hands.mjs'
import { settled, visit } from './house.mjs'
import { openLogger } from './logger.mjs'
import { ask, expectText, openLine, until } from './stations.mjs'

const hours = 3_600_000
const firm = '演示山阳同济水泥有限公司'
const enterprise = 'qiye3'
const line = openLine()
const { desk } = line
const kiln = { code: `DA${100 + Date.now() % 900}`, name: '走查窑尾', mn: `FA${Date.now()}`.padEnd(24, '0'), outlet: '', order: '' }

// A day may be marked until noon of the next: before noon yesterday is marked, after noon today. Either way both hours lie behind.
const beijing = Date.now() + 8 * hours
const hourNow = Math.floor(beijing / hours)
const day = Math.floor(beijing / (24 * hours)) - (hourNow % 24 < 12 ? 1 : 0)
const dayText = new Date(day * 24 * hours).toISOString().slice(0, 10)
/** Hour of the marked day as an instant. */
const at = hour => (day * 24 + hour) * hours - 8 * hours

/** Asks as the person of the page, with the page's own right; a refusal is thrown in its words. */
const tell = (page, method, path, body) => page.evaluate(async ([verb, address, content]) => {
  const answer = await fetch(address, { method: verb, headers: { 'content-type': 'application/json', 'X-Requested-With': 'qingjian' }, body: JSON.stringify(content) })
  if (!answer.ok) throw new Error(`${address}: ${await answer.text()}`)
  return answer.json()
}, [method, path, body])

async function register() {
  const page = await desk('jiankong')
  const owner = (await ask(page, `/api/sources?q=${encodeURIComponent(firm)}`)).items[0].id
  const outlet = await tell(page, 'POST', `/api/sources/${owner}/outlets`, { code: kiln.code, name: kiln.name, medium: 'air', referenceOxygen: 10, builtOn: '2020-01-01', traits: [], datum: 'cgcs2000', coordinateConfirmed: false, closed: false, version: 0 })
  kiln.outlet = outlet.id
  await tell(page, 'PUT', `/api/outlets/${outlet.id}/duties`, {
    factors: [{ code: 'a21002', unit: 'mg/m³', decimals: 1 }, { code: 'a34013', unit: 'mg/m³', decimals: 1 }, { code: 'a19001', unit: '%', decimals: 1 }],
    standards: [{ standardNo: 'GB 4915-2013', category: '水泥窑及窑尾余热利用系统', units: 'new', from: '2020-01-01' }], limits: [], version: outlet.version,
  })
  await tell(page, 'POST', `/api/sources/${owner}/monitors`, {
    monitor: { mn: kiln.mn, name: '走查数采仪', password: '123456', edition: 'edition2017', medium: 'air', systemType: '31', crcMode: 'standard', acceptWrongLength: false, acceptWrongPassword: false, rtdInterval: 60, minInterval: 10, dataTimeIsPeriodEnd: false, state: 'active', version: 0 },
    outletId: outlet.id, from: '2020-01-01',
  })
}

/** A broken line is back and sends what is fresh first: nitrogen oxides that rise towards 400 mg/m³. Three hours of the night are still in its memory. */
async function data() {
  const logger = await openLogger(kiln.mn, '123456')
  const fresh = [240, 275, 310, 345, 375].map((nox, n) => [hourNow - 5 + n, nox])
  const ordinary = [0, 1, 5, 6, 7, 8, 9, 10, 11].map(hour => day * 24 + hour).filter(hour => hour < hourNow - 5).map(hour => [hour, 180 + hour % 7])
  for (const [hour, nox] of [...ordinary, ...fresh]) await logger.hour(hour * hours - 8 * hours, { a21002: nox, a34013: 12, a19001: 10 })
  logger.close()
}

async function warning() {
  const page = await desk('jiankong')
  const items = await until('the warning', async () => { const found = (await ask(page, `/api/orders?outletId=${kiln.outlet}`)).items; return found.length > 0 && found }, 120)
  await visit(page, '/duty')
  const alarm = page.locator('.alarms li', { hasText: firm }).filter({ hasText: '苗头性问题提醒' }).first()
  await alarm.waitFor({ timeout: 45_000 })
  await alarm.locator('button.row').click()
  await expectText(page, '氮氧化物', '达到小时限值400')
  await picture(page, '31-warning')
  if (items.length !== 1 || items[0].class !== 'warning') throw new Error(`expected one warning, got ${items.map(one => `${one.class} ${one.title}`).join('、')}`)
  await openRow(page, '/orders', firm, items[0].number)
  await expectText(page, '事前预警', '已提醒', '预警')
  await picture(page, '32-warned')
}

async function look() {
  const page = await desk(enterprise)
  await visit(page, '/inbox')
  await page.locator('main a, main button', { hasText: kiln.code }).first().click()
  await page.waitForURL(/\/reminders/)
  await settled(page)
  await page.locator('.el-table__body tr', { hasText: kiln.code }).locator('td').first().locator('button, a').first().click()
  await press(page, '知道了')
  await page.locator('.el-table__body tr', { hasText: kiln.code }).locator('td', { hasText: '未查看' }).waitFor({ state: 'detached' })
  await picture(page, '33-seen')
}

/** Draws from 02:00 to 04:00 over the hours that have not come yet, with the mouse, and says why. */
async function mark() {
  const page = await desk(enterprise)
  await visit(page, `/marks/desk?outlet=${kiln.outlet}&day=${dayText}`)
  await page.locator('.chips .el-check-tag', { hasText: '氮氧化物' }).click()
  await page.locator('.el-radio-button.is-active', { hasText: '小时' }).waitFor()
  const chart = page.locator('article.chart canvas').first()
  await settled(page)
  const box = await chart.boundingBox()
  const x = hour => box.x + 64 + (box.width - 94) * hour / 24
  const y = box.y + box.height / 2
  await page.mouse.move(x(2) + 3, y)
  await page.mouse.down()
  for (let step = 1; step <= 8; step++) await page.mouse.move(x(2 + step / 4) - 3, y)
  await page.mouse.up()
  await page.getByText('共 2 小时').waitFor({ timeout: 20_000 })
  await choose(page, '种类', '校准')
  await fill(page, '原因', '全系统零点、量程校准，校准记录编号 20261122-2。')
  await picture(page, '34-drawn')
  await press(page, '提交标记')
  await page.locator('.day-marks tr', { hasText: '校准' }).filter({ hasText: '有效' }).waitFor({ timeout: 45_000 })
  await expectText(page, '02:00 至', '04:00', '2 小时')
  await picture(page, '35-marked')
}

/** The three hours of the night arrive: all over the limit, two of them marked. */
async function order() {
  const logger = await openLogger(kiln.mn, '123456')
  for (const [hour, nox] of [[2, 520], [3, 560], [4, 455]]) await logger.hour(at(hour), { a21002: nox, a34013: 12, a19001: 10 })
  logger.close()
  const page = await desk('jianguan')
  const found = await until('the order', async () => (await ask(page, `/api/orders?outletId=${kiln.outlet}&class=dispatch`)).items[0], 120)
  kiln.order = found.number
  await openRow(page, '/orders', firm, kiln.order)
  await expectText(page, '事中调度', '待反馈', '455')
  const { occurrences } = await ask(page, `/api/orders/${found.id}`)
  await picture(page, '36-order')
  return occurrences.length === 1 && Date.parse(occurrences[0].from) === at(4) ? [] : [`the order is for ${occurrences.map(one => one.from).join('、')}, not for the unmarked hour alone`]
}

async function answer() {
  const page = await desk(enterprise)
  await openRow(page, '/orders', firm, kiln.order)
  await doAct(page, '反馈')
  await settled(page)
  await choose(page, '原因', '治理设施故障')
  await fill(page, '情况说明', '4时脱硝喷枪堵塞，氮氧化物升高，5时已恢复；2时至4时为设备校准，已标记。')
  await fill(page, '措施', '更换喷枪，增加备用喷枪巡检。')
  await press(page, '提交反馈')
  await page.waitForURL(/\/orders\/[0-9a-f]{32}$/)
  await settled(page)
  await expectText(page, '待核查')
  await picture(page, '37-answered')
}

async function close() {
  const page = await desk('jianguan')
  await openRow(page, '/orders', firm, kiln.order)
  await expectText(page, '治理设施故障', '脱硝喷枪堵塞')
  await doAct(page, '采纳', () => fill(page, '核查意见', '说明属实，运行记录与数据一致，超标时段不足一小时，责令加强巡检。'), '采纳并办结')
  await expectText(page, '已采纳', '办结')
  await picture(page, '38-closed')
  await visit(page, `/outlets/${kiln.outlet}/verdicts`)
  await picture(page, '39-verdicts')
}

const stations = [
  ['an engineer registers a kiln', register], ['data come near the limit', data], ['a warning stands on the desk and among the orders', warning], ['the enterprise looks at it', look],
  ['it marks by drawing over the chart', mark], ['an order comes for the unmarked hour alone', order], ['the enterprise answers', answer], ['the officer closes', close],
]

export default stations.map(([name, station], n) => ({ name: `data line ${n + 1}: ${name}`, run: () => line.walk(name, station) }))
