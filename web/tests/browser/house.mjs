// Opens pages of the running house and keeps watch over what no page may do.
import { chromium } from 'playwright-core'

export const base = process.env.QINGJIAN_URL ?? 'http://127.0.0.1:8080'
export const password = process.env.QINGJIAN_DEMO_PASSWORD ?? 'Qingjian-Demo-2026'
export const sizes = { office: { width: 1440, height: 900 }, small: { width: 1366, height: 768 }, zoomed: { width: 683, height: 384 } }

let browser

export async function openBrowser() {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
}

export const closeBrowser = () => browser?.close()

/** A fresh window. `faults` gathers console errors, refused or failed requests, exceptions and calls to outside addresses. */
export async function openWindow({ size = sizes.office, zoom = 1 } = {}) {
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: zoom, locale: 'zh-CN', timezoneId: 'America/New_York' })
  const page = await context.newPage()
  const faults = []
  page.on('console', message => {
    // The browser itself reports each refused answer; those are judged below, by their status.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text().slice(0, 300)}`)
  })
  page.on('pageerror', fault => faults.push(`exception: ${fault.message}`))
  page.on('request', request => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(base).origin) faults.push(`outside address: ${request.url()}`) })
  page.on('requestfailed', request => { if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`no answer: ${request.url()} ${request.failure()?.errorText}`) })
  page.on('response', answer => {
    const known = answer.status() === 401 && new URL(answer.url()).pathname === '/api/session'
    if (answer.status() >= 400 && !known) faults.push(`${answer.status()} ${answer.request().method()} ${new URL(answer.url()).pathname}`)
  })
  return { page, context, faults, take: () => faults.splice(0) }
}

export async function signIn(page, name) {
  await page.goto(`${base}/sign-in`)
  await page.fill('#account', name)
  await page.fill('#password', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('header.top')
}

/** Goes to a page by the address bar and waits until nothing is loading. */
export async function visit(page, path) {
  await page.goto(base + path)
  await settled(page)
}

/** The live stream never ends, so quiet means: no skeleton, no spinner, and no picture changing for a moment. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('.el-skeleton, .el-loading-mask:not([style*="display: none"])') && document.querySelector('main'), undefined, { timeout: 20_000 }).catch(() => {})
  await page.waitForTimeout(400)
}

/** Addresses of all entries of the menu of the person signed in. */
export const menuOf = page => page.evaluate(async () => {
  const app = document.querySelector('#app').__vue_app__
  const router = app.config.globalProperties.$router
  const session = await (await fetch('/api/session')).json()
  const duties = new Set(session.duties)
  return router.getRoutes().filter(route => route.meta.menu && (!route.meta.duty || duties.has(route.meta.duty))).map(route => route.path)
})
