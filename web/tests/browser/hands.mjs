// What a person's hands do on these pages: press, fill, choose, sign, submit; each waits for the page's own answer.
import { mkdirSync } from 'node:fs'
import { settled, visit } from './house.mjs'

const pictures = new URL('./out/', import.meta.url)
mkdirSync(pictures, { recursive: true })

/** A picture of the station, for the eye. */
export const picture = (page, name) => page.screenshot({ path: new URL(`${name}.png`, pictures).pathname })

/** The part in front: an open dialog or drawer, else the page. */
const front = async page => {
  for (const holder of ['.el-message-box:visible', '.el-drawer.open:visible', '.el-dialog:visible']) {
    const found = page.locator(holder)
    if (await found.count() > 0) return found.last()
  }
  return page.locator('main')
}

/** Presses the button with exactly this word, in front. */
export async function press(page, word, { within } = {}) {
  const holder = within ?? await front(page)
  await holder.getByRole('button', { name: word, exact: true }).first().click({ timeout: 15_000 })
}

/** The field with this label; a label may go on with 必填 and the like. */
const field = async (page, label) => (await front(page)).locator('.form-field:visible', { has: page.locator(`label:text("${label}")`) }).first()

export const fill = async (page, label, text) => { await (await field(page, label)).locator('input, textarea').first().fill(text) }

/** Fills when nothing stands there yet. */
export async function fillEmpty(page, label, text) {
  const box = (await field(page, label)).locator('input, textarea').first()
  if (!await box.inputValue()) await box.fill(text)
}

/** Takes the option that contains the words, or the first one. */
export async function choose(page, label, words) {
  await (await field(page, label)).locator('.el-select').first().click()
  const options = page.locator('.el-select-dropdown:visible li.el-select-dropdown__item:not(.is-disabled)')
  await options.first().waitFor({ timeout: 10_000 })
  const option = (words ? options.filter({ hasText: words }) : options).first()
  await option.click()
  await page.waitForTimeout(250)
}

export const tick = async (page, word) => (await front(page)).locator('.el-checkbox:visible', { hasText: word }).first().click()

/** Submits the form in front and waits until it has closed; a refusal is thrown in the page's own words. */
export async function submit(page, verb) {
  const holder = await front(page)
  const form = holder.locator('form.form-page:visible').last()
  await form.getByRole('button', { name: verb, exact: true }).click()
  for (let tries = 0; tries < 100; tries++) {
    await page.waitForTimeout(200)
    const fault = page.locator('.faults:visible')
    if (await fault.count() > 0) throw new Error(`${verb}: ${(await fault.first().innerText()).replaceAll('\n', ' ')}`)
    if (await form.count() === 0 || !await form.isVisible().catch(() => false)) return settled(page)
  }
  throw new Error(`${verb}: the form did not close`)
}

/** Refusals shown as a passing word at the top. */
export async function refusal(page) {
  const said = page.locator('.el-message--error')
  if (await said.count() > 0) throw new Error((await said.first().innerText()).replaceAll('\n', ' '))
}

/** Presses an act of the head band of a file and fills its form. */
export async function doAct(page, word, fillIn, verb) {
  const button = page.locator('.band .acts').getByRole('button', { name: word, exact: true })
  await button.waitFor({ timeout: 15_000 }).catch(async () => {
    throw new Error(`“${word}” is not offered; offered: ${(await page.locator('.band .acts button').allInnerTexts()).join('、') || 'nothing'}`)
  })
  if (await button.isDisabled()) {
    await button.hover({ force: true })
    await page.waitForTimeout(400)
    throw new Error(`“${word}” is refused: ${await page.locator('.el-popper:visible').first().innerText().catch(() => '')}`)
  }
  await button.click()
  await page.waitForTimeout(500)
  if (fillIn) await fillIn()
  if (verb) await submit(page, verb)
}

/** Opens the page of the row with these words, from its list, as a person would: search, row, whole page. */
export async function openRow(page, list, words, search) {
  await visit(page, list)
  if (search) {
    await page.locator('.filters .search input').fill(search)
    await page.waitForTimeout(900)
    await settled(page)
  }
  const row = page.locator('.el-table__body tr.el-table__row', { hasText: words }).first()
  await row.waitFor({ timeout: 15_000 })
  await row.locator('td').first().locator('button, a').first().click()
  await page.waitForTimeout(600)
  const whole = page.getByText('打开整页')
  if (await whole.isVisible().catch(() => false)) await whole.click()
  await settled(page)
}

/** Draws a signature on the pad with the mouse and keeps it. */
export async function signOnPad(page) {
  const pad = page.locator('.signature canvas').first()
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  await page.mouse.move(box.x + 40, box.y + 80)
  await page.mouse.down()
  for (let step = 0; step <= 40; step++) await page.mouse.move(box.x + 40 + step * 7, box.y + 80 + 45 * Math.sin(step / 3))
  await page.mouse.up()
  await page.locator('.signature button', { hasText: '确认' }).click()
  await page.locator('.signature .hint', { hasText: '已保存' }).waitFor()
}

/** Sets a date picker to a day of this month, or any day typed. */
export async function setDay(page, label, day) {
  const box = (await field(page, label)).locator('input').first()
  await box.fill(day)
  await box.press('Enter')
  await page.waitForTimeout(200)
}

export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
