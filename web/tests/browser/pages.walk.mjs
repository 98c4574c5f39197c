// The pages of the menu, in the sizes of an office: 1440x900, 1366x768 and 200 % zoom.
import { menuOf, openWindow, settled, signIn, sizes, visit } from './house.mjs'
import { leftovers, nameless, overlaps, rawText } from './looks.mjs'

const people = ['jianguan', 'zhifa1', 'jiankong', 'zhidui', 'fagui', 'juzhang', 'anshen', 'qiye1', 'anquan', 'shenji', 'xitong']
const walked = new Set()

/** Each page once, by the first person who has it; the long campaign walks every page of every person. */
async function pagesOf(name) {
  const { page, context, take } = await openWindow({ size: sizes.office })
  const faults = []
  await signIn(page, name)
  for (const path of await menuOf(page)) {
    if (walked.has(path) && !process.env.QINGJIAN_LONG) continue
    walked.add(path)
    await visit(page, path)
    const found = [...take(), ...(await Promise.all([leftovers, rawText, overlaps, nameless].map(check => check(page)))).flat()]
    if ((await page.innerText('main')).trim().length < 4) found.push('nothing on the page')
    for (const size of ['small', 'zoomed']) {
      await page.setViewportSize(sizes[size])
      await settled(page)
      found.push(...(await overlaps(page)).map(fault => `${sizes[size].width} wide: ${fault}`))
    }
    await page.setViewportSize(sizes.office)
    faults.push(...found.map(fault => `${path}: ${fault}`))
  }
  await context.close()
  return faults
}

export default people.map(name => ({ name: `the pages of ${name} in three sizes`, run: () => pagesOf(name) }))
