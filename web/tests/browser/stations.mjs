// A line of stations that hang on one another: each by the person whose desk it is, the first that fails ends the line.
import { openWindow, signIn } from './house.mjs'
import { picture } from './hands.mjs'

/** Asks the API from the page; only for what a person would wait for. */
export const ask = (page, path) => page.evaluate(async address => (await fetch(address)).json(), path)

export async function until(what, find, seconds = 240) {
  for (let tries = 0; tries < seconds * 2; tries++) {
    const found = await find()
    if (found) return found
    await new Promise(done => setTimeout(done, 500))
  }
  throw new Error(`${what} did not come within ${seconds} s`)
}

/** Waits until the page says all of it: what it shows may still be on its way. */
export async function expectText(page, ...wanted) {
  let missing = wanted
  for (let tries = 0; tries < 40; tries++) {
    const text = await page.innerText('main')
    missing = wanted.filter(one => one instanceof RegExp ? !one.test(text) : !text.includes(one))
    if (missing.length === 0) return
    await page.waitForTimeout(250)
  }
  throw new Error(`not on the page: ${missing.join('、')}`)
}

/** @param furnish What each new window is given before its person signs in. */
export function openLine(furnish = async () => {}) {
  const windows = new Map()
  let broken = false
  return {
    /** The person's own window, signed in once. */
    async desk(name) {
      if (!windows.has(name)) {
        const window = await openWindow()
        await furnish(window.context)
        await signIn(window.page, name)
        windows.set(name, window)
      }
      return windows.get(name).page
    },

    /** One station; what the pages themselves report (console, refused requests, outside addresses) counts as a fault. */
    async walk(name, station) {
      if (broken) return ['not reached: a station before it failed']
      try {
        const found = await station() ?? []
        return [...found, ...[...windows.values()].flatMap(window => window.take())]
      }
      catch (fault) {
        broken = true
        let at = 0
        for (const { page } of windows.values()) await picture(page, `broken-${name.replaceAll(' ', '-')}-${at++}`)
        throw fault
      }
    },
  }
}
