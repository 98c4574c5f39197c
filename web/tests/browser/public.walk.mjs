// The public site: no sign-in, any window.
import { base, openWindow, visit, sizes } from './house.mjs'
import { leftovers, nameless, overlaps, rawText } from './looks.mjs'

const phone = { width: 390, height: 844 }

async function walk(size) {
  const { page, context, take } = await openWindow({ size })
  const faults = []
  for (const path of ['/public/', '/public/decisions', '/public/proof', '/public/verify', '/public/nothing-here']) {
    await visit(page, path)
    faults.push(...[...take(), ...(await Promise.all([leftovers, rawText, overlaps, nameless].map(check => check(page)))).flat()].map(fault => `${path}: ${fault}`))
  }
  if ((await context.cookies()).length > 0) faults.push('the public site sets a cookie')
  await context.close()
  return faults
}

async function verifyFirstEntry() {
  // The first readings enter the log with its next checkpoint, a minute at most after they arrive.
  for (let tries = 0; tries < 60; tries++) {
    const note = await (await fetch(`${base}/api/log/checkpoint`)).text()
    if (Number(note.split('\n')[1]) > 0) break
    await new Promise(done => setTimeout(done, 2_000))
  }
  const { page, context, take } = await openWindow()
  await visit(page, '/public/proof?index=0')
  await page.waitForSelector('section.card, p.card')
  const said = await page.innerText('main')
  await context.close()
  return [...take(), ...(said.includes('核验通过') ? [] : [`said: ${said.slice(0, 200)}`])]
}

export default [
  { name: 'the public site on a desk', run: () => walk(sizes.small) },
  { name: 'the public site on a telephone', run: () => walk(phone) },
  { name: 'an entry of the evidence log is proven in the browser', run: verifyFirstEntry },
]
