// What every list must do: a filter that is remembered, sorting, page size, export of what is shown, print without the frame.
import { readFileSync } from 'node:fs'
import { openWindow, settled, signIn, visit } from './house.mjs'

const search = page => page.locator('.filters .search input')
const total = async page => Number((await page.locator('.el-pagination__total').innerText()).replace(/\D/g, ''))

/** Does something to the list and waits for the answer it asks for. */
async function asks(page, path, sign, what) {
  const answer = page.waitForResponse(response => new URL(response.url()).pathname === path && sign(new URL(response.url()).searchParams), { timeout: 10_000 })
  await what()
  await answer
  await settled(page)
}

async function walk(person, list) {
  const { page, context, take } = await openWindow()
  const faults = []
  await signIn(page, person)
  await visit(page, list.page)
  const all = await total(page)

  await asks(page, list.path, asked => asked.get('q') === list.word, () => search(page).fill(list.word))
  const found = await total(page)
  if (!(found > 0 && found <= all)) faults.push(`“${list.word}” finds ${found} of ${all}`)

  const head = page.locator('.el-table__header th', { hasText: list.column }).first()
  await asks(page, list.path, asked => asked.get('sort') === list.sort, () => head.locator('.sort-caret.ascending').click())
  if (!await head.evaluate(cell => cell.classList.contains('ascending'))) faults.push(`${list.column} does not show that it is sorted`)

  await page.locator('.foot .el-pagination__sizes .el-select').click()
  await asks(page, list.path, asked => asked.get('size') === '50', () => page.locator('.el-select-dropdown__item:visible', { hasText: '50' }).click())

  await asks(page, list.path, asked => asked.get('q') === list.word && asked.get('sort') === list.sort && asked.get('size') === '50', () => page.reload())
  if (await search(page).inputValue() !== list.word) faults.push('the filter is forgotten after a reload')

  await page.getByRole('button', { name: '导出' }).click()
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 20_000 }), page.locator('.el-dropdown-menu__item:visible', { hasText: 'Excel' }).click()])
  const bytes = readFileSync(await file.path())
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') faults.push('the export is not a workbook')
  if (bytes.length <= 2_048) faults.push(`the export has ${bytes.length} bytes`)
  if (!file.suggestedFilename().endsWith('.xlsx')) faults.push(`the export is named ${file.suggestedFilename()}`)

  await page.emulateMedia({ media: 'print' })
  for (const part of ['header.top', 'aside.menu', '.page-tabs', '.list-page .filters', '.list-page .actions'])
    if (await page.locator(part).first().isVisible()) faults.push(`${part} is printed`)
  if (!await page.locator('.list-page .el-table').isVisible()) faults.push('the table is not printed')
  await context.close()
  return [...faults, ...take()].map(fault => `${list.page}: ${fault}`)
}

const lists = [
  { person: 'jianguan', page: '/sources', path: '/api/sources', word: '公司', column: '企业名称', sort: 'name' },
  { person: 'jianguan', page: '/orders', path: '/api/orders', word: '公司', column: '反馈期限', sort: 'dueAt' },
  { person: 'shenji', page: '/audit', path: '/api/audit', word: '登录', column: '时间', sort: 'at' },
]

export default lists.map(({ person, ...list }) => ({ name: `the list ${list.page} filters, remembers, sorts, pages, exports and prints`, run: () => walk(person, list) }))
