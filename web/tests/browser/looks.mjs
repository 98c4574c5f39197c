// What the eye would find wrong, read from the page itself.

// Units, standards and names of the trade that are written in Latin letters in Chinese offices too.
const allowed = new Set(['mg', 'kg', 'km', 'mgL', 'pH', 'COD', 'SHA', 'Excel', 'CSV', 'csv', 'XLSX', 'xlsx', 'DOCX', 'PDF', 'Word', 'Ctrl', 'CRC', 'TCP', 'Modbus', 'VOCs', 'TVOC', 'NMHC', 'MPa', 'kPa', 'min',
  'Bearer', 'Authorization', 'json', 'openapi', 'CGCS', 'WGS', 'GCJ', 'GBK', 'UTF', 'ASCII', 'Chrome', 'Edge', 'Firefox', 'Safari', 'HeadlessChrome', 'Linux', 'Windows', 'Android', 'GeoJSON',
  'SQLite', 'PostgreSQL', 'Merkle', 'ECDSA', 'hex', 'ppm', 'ppb', 'dBA', 'NTU', 'TEQ', 'DataTime', 'Flag', 'MNs', 'CPU', 'AQI', 'NOx', 'BOD', 'TOC', 'TSP', 'CEMS', 'RTU'])

/** English words left on the page, outside codes, inputs and what stands for itself. */
export const leftovers = page => page.evaluate(list => {
  const allowed = new Set(list)
  const skip = 'code, pre, kbd, .code, .raw, script, style, noscript, svg, canvas, [lang=en], .mono'
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement
    if (!holder || holder.closest(skip) || holder.getClientRects().length === 0) continue
    for (const [word] of walker.currentNode.textContent.matchAll(/(?<![\w.\-/#@])[A-Za-z_]{3,}(?![\w\-/@])/g)) {
      // Names of files, commands and addresses stand for themselves.
      // Upper-case stretches are parts of codes (MN, credit codes, standards); words are what we look for.
      if (/^[A-Z_]+$/.test(word) || allowed.has(word)) continue
      found.add(`${word} (${walker.currentNode.textContent.trim().slice(0, 60)})`)
    }
  }
  for (const holder of document.querySelectorAll('[placeholder], [title], [aria-label]'))
    for (const name of ['placeholder', 'title', 'aria-label']) {
      const text = holder.getAttribute(name) ?? ''
      if (text && holder.getClientRects().length > 0 && !/[\u4e00-\u9fff\d]/.test(text) && /[A-Za-z]{3,}/.test(text) && !holder.closest(skip)) found.add(`${name}: ${text}`)
    }
  return [...found]
}, [...allowed])

/** Raw codes, template marks and holes that a person must never see. */
export const rawText = page => page.evaluate(() => {
  const text = document.body.innerText
  return [/\bundefined\b/, /\bNaN\b/, /\[object /, /\{\{/, /\bnull\b/, /Invalid Date/].filter(sign => sign.test(text)).map(sign => `raw text ${sign}`)
})

/** Controls lying over one another, and pages wider than their window. */
export const overlaps = page => page.evaluate(() => {
  const found = []
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`)
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, [role=tab]')].filter(control => {
    const box = control.getBoundingClientRect()
    if (box.width < 4 || box.height < 4 || getComputedStyle(control).visibility !== 'visible' || control.closest('.only-read, .el-table, .skip, .el-checkbox__original')) return false
    if (control.classList.contains('skip')) return false
    // Only what can be seen: not scrolled out of the box that holds it.
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return seen && (control.contains(seen) || seen.contains(control) || seen.closest('a, button'))
  })
  for (let i = 0; i < controls.length; i++) {
    for (let j = i + 1; j < controls.length; j++) {
      const [one, two] = [controls[i], controls[j]]
      if (one.contains(two) || two.contains(one) || one.closest('label, .el-input, .el-select, .el-date-editor') === two.closest('label, .el-input, .el-select, .el-date-editor') && one.closest('.el-input, .el-select, .el-date-editor')) continue
      const [a, b] = [one.getBoundingClientRect(), two.getBoundingClientRect()]
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (width > 3 && height > 3) found.push(`"${(one.innerText || one.ariaLabel || one.tagName).slice(0, 20)}" lies over "${(two.innerText || two.ariaLabel || two.tagName).slice(0, 20)}"`)
    }
  }
  return found
})

/** Controls that say nothing to those who cannot see. */
export const nameless = page => page.evaluate(() => [...document.querySelectorAll('button, a[href], input:not([type=hidden])')].filter(control => {
  if (control.getClientRects().length === 0 || control.closest('[aria-hidden=true], .el-table__header, .el-pagination, .el-picker-panel')) return false
  const labelled = control.ariaLabel || control.title || control.innerText?.trim() || control.placeholder || control.querySelector('img[alt]:not([alt=""])')
    || (control.id && document.querySelector(`label[for="${CSS.escape(control.id)}"]`)) || control.closest('label') || control.getAttribute('aria-labelledby')
  return !labelled
}).map(control => `no name: ${control.outerHTML.slice(0, 120)}`))
