// Walks the pages of the host at QINGJIAN_URL in real Chromium. Each walk answers the list of what it found wrong.
// Arguments narrow: `npm run browser-test -- keyboard public` runs walks whose file or name contains one of the words.
import { readdirSync } from 'node:fs'
import { closeBrowser, openBrowser } from './house.mjs'

const words = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const walks = []
for (const file of readdirSync(here).filter(name => name.endsWith('.walk.mjs')).sort()) {
  const { default: found } = await import(new URL(file, here))
  walks.push(...found.filter(walk => words.length === 0 || words.some(word => file.includes(word) || walk.name.includes(word))))
}

let passed = 0
let failed = 0
await openBrowser()
for (const walk of walks) {
  const begun = Date.now()
  let faults
  try {
    faults = await walk.run()
  }
  catch (fault) {
    faults = [fault instanceof Error ? fault.message.split('\n').slice(0, 4).join(' ') : String(fault)]
  }
  if (faults.length === 0) passed++
  else failed++
  console.log(`${faults.length === 0 ? 'pass' : 'FAIL'} ${walk.name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  for (const fault of faults.slice(0, 30)) console.log(`     ${fault}`)
}
await closeBrowser()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
