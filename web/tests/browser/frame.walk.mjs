// The frame itself: signing in and out, tabs, search, keyboard.
import { base, menuOf, openWindow, settled, signIn, visit } from './house.mjs'

async function wrongPassword() {
  const { page, context } = await openWindow()
  await page.goto(`${base}/sign-in`)
  await page.fill('#account', 'zhifa2')
  await page.fill('#password', 'not this one')
  await page.click('button[type=submit]')
  const said = await page.textContent('[role=alert]')
  await context.close()
  return [...(/编号/.test(said) ? [] : ['the refusal has no code']), ...(/锁定|不对/.test(said) ? [] : [`said: ${said}`])]
}

async function demoCardFills() {
  const { page, context, take } = await openWindow()
  await page.goto(`${base}/sign-in`)
  await page.click('.cards button:has-text("zhifa1")')
  await page.click('button[type=submit]')
  await page.waitForSelector('header.top')
  const faults = take()
  await page.click('.who')
  await page.click('text=退出登录')
  await page.waitForURL(/sign-in/)
  await page.goto(`${base}/inbox`)
  await page.waitForSelector('#account')
  if (!page.url().includes('then=')) faults.push('the page asked for is forgotten at sign-in')
  await context.close()
  return faults
}

async function tabsKeepTheirContents() {
  const { page, context, take } = await openWindow()
  await signIn(page, 'jianguan')
  const faults = []
  await visit(page, '/inbox')
  await page.click('[role=tab]:has-text("已办")')
  await page.click('.side-menu >> text=总览')
  await settled(page)
  await page.click('.strip >> text=待办')
  if (await page.getAttribute('[role=tab]:has-text("已办")', 'aria-selected') !== 'true') faults.push('the tab forgot what was chosen in it')
  await page.click('[aria-label="关闭 待办"]')
  if (await page.locator('.strip >> text=待办').count() !== 0) faults.push('the closed tab is still there')
  await context.close()
  return [...faults, ...take()]
}

async function searchByInitials() {
  const { page, context, take } = await openWindow()
  await signIn(page, 'jianguan')
  await page.keyboard.press('Control+k')
  await page.waitForFunction(() => document.activeElement?.closest('.search-line'))
  // 九成: the demo city's waste incinerator.
  await page.keyboard.type('jc')
  await page.waitForSelector('.search-hits li:has-text("九成")')
  const faults = []
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.pathname !== '/')
  await context.close()
  return [...faults, ...take()]
}

/** By Tab alone one gets round a page of each kind and back, always seeing where one is; in the long campaign round every page. */
async function byKeyboard() {
  const { page, context } = await openWindow()
  await signIn(page, 'zhifa1')
  const faults = []
  const some = ['/', '/orders', '/readings', '/packets', '/cases', '/map']
  for (const path of (await menuOf(page)).filter(path => process.env.QINGJIAN_LONG || some.includes(path))) {
    await visit(page, path)
    const seen = new Set()
    let still = 0
    let before = ''
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const one = document.activeElement
        if (!one || one === document.body) return { key: 'body', visible: true }
        const style = getComputedStyle(one)
        const around = one.closest('.el-radio-button')?.querySelector('.el-radio-button__inner') ?? one.closest('.el-input__wrapper, .el-select__wrapper, .el-textarea, .el-checkbox, .el-radio, .el-switch, .el-date-editor, .search-line') ?? one
        const shadow = getComputedStyle(around).boxShadow
        const outlined = each => each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0
        return { key: `${one.tagName} ${one.ariaLabel ?? ''} ${(one.innerText ?? '').slice(0, 30)} ${[...document.querySelectorAll('*')].indexOf(one)}`, html: (one.parentElement?.outerHTML ?? '').slice(0, 160), visible: outlined(style) || outlined(getComputedStyle(around)) || shadow !== 'none' || getComputedStyle(around).borderColor !== getComputedStyle(document.body).borderColor }
      })
      if (!at.visible) faults.push(`${path}: one cannot see the focus on ${at.key} in ${at.html}`)
      still = at.key === before ? still + 1 : 0
      if (still > 2) { faults.push(`${path}: the focus is caught at ${at.key}`); break }
      before = at.key
      seen.add(at.key)
    }
    if (seen.size < 8) faults.push(`${path}: only ${seen.size} places can be reached`)
  }
  await context.close()
  return [...new Set(faults)]
}

async function headersOfEveryPage() {
  const faults = []
  for (const path of ['/', '/sign-in', '/public/', '/api/session', '/openapi/v1.json']) {
    const { headers } = await fetch(base + path)
    const policy = headers.get('content-security-policy') ?? ''
    if (!policy.includes("default-src 'none'") || policy.includes('unsafe-')) faults.push(`${path}: policy is ${policy || 'absent'}`)
    if (headers.get('x-content-type-options') !== 'nosniff') faults.push(`${path}: nosniff is absent`)
    if (headers.get('server')) faults.push(`${path}: says what it runs on`)
  }
  return faults
}

export default [
  { name: 'a wrong password is refused in words', run: wrongPassword },
  { name: 'a demo card fills the form, and signing out ends it', run: demoCardFills },
  { name: 'tabs keep their contents until closed', run: tabsKeepTheirContents },
  { name: 'search by pinyin initials opens what was found', run: searchByInitials },
  { name: 'the keyboard alone goes round the pages', run: byKeyboard },
  { name: 'every answer carries the content policy', run: headersOfEveryPage },
]
