// Every page of the menu, for the people who use it, in both office sizes.
import { menuOf, openWindow, signIn, sizes, visit } from './house.mjs'
import { leftovers, nameless, overlaps, rawText } from './looks.mjs'

const people = ['jiankong', 'jianguan', 'zhidui', 'zhifa1', 'anshen', 'fagui', 'juzhang', 'qiye1', 'anquan', 'shenji']

async function everyPage(name, size, checks) {
  const { page, context, take } = await openWindow({ size })
  const faults = []
  await signIn(page, name)
  for (const path of await menuOf(page)) {
    await visit(page, path)
    const found = [...take(), ...(await Promise.all(checks.map(check => check(page)))).flat()]
    if ((await page.innerText('main')).trim().length < 4) found.push('nothing on the page')
    faults.push(...found.map(fault => `${path}: ${fault}`))
  }
  await context.close()
  return faults
}

export default [
  ...people.map(name => ({ name: `every page of ${name} at 1440x900`, run: () => everyPage(name, sizes.office, [leftovers, rawText, overlaps, nameless]) })),
  { name: 'every page of a supervisor at 1366x768', run: () => everyPage('jianguan', sizes.small, [overlaps]) },
  { name: 'every page of an officer at 1366x768', run: () => everyPage('zhifa1', sizes.small, [overlaps]) },
  { name: 'every page of an officer at 200 % zoom', run: () => everyPage('zhifa1', sizes.zoomed, [overlaps]) },
]
