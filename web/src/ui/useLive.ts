import { onActivated, onDeactivated, onScopeDispose } from 'vue'

type Hearer = (topic: string) => void
const hearers = new Set<Hearer>()
const EVERYTHING = '*'
let source: EventSource | undefined
let retry = 2_000
let broken = false

// One stream for the whole window, open while anybody listens.
function open() {
  if (source || hearers.size === 0) return
  source = new EventSource('/api/live')
  source.onopen = () => { retry = 2_000 }
  source.onmessage = event => {
    const said: unknown = JSON.parse(String(event.data))
    if (typeof said === 'object' && said !== null && 'topic' in said) {
      const topic = String(said.topic)
      // What changed while the line was down was not heard: look at all of it again.
      hearers.forEach(hear => hear(topic === 'connected' && broken ? EVERYTHING : topic))
      if (topic === 'connected') broken = false
    }
  }
  source.onerror = () => {
    broken = true
    if (source?.readyState !== EventSource.CLOSED) return
    source = undefined
    setTimeout(open, retry)
    retry = Math.min(retry * 2, 60_000)
  }
}

/** Ends the stream, e.g. at sign-out. */
export function closeLive() {
  source?.close()
  source = undefined
}

/**
 * Calls back when the server says "look again" about a topic (`orders` also hears `orders/…`).
 * Many events in half a second are one call; while the tab is hidden the call waits until it is shown.
 */
export function useLive(topic: string, lookAgain: () => void) {
  let shown = true
  let missed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear: Hearer = said => {
    if (said !== topic && said !== EVERYTHING && !said.startsWith(`${topic}/`)) return
    if (!shown) { missed = true; return }
    timer ??= setTimeout(() => { timer = undefined; lookAgain() }, 500)
  }
  hearers.add(hear)
  open()

  onActivated(() => {
    shown = true
    if (missed) { missed = false; lookAgain() }
  })
  onDeactivated(() => { shown = false })
  onScopeDispose(() => {
    hearers.delete(hear)
    clearTimeout(timer)
    if (hearers.size === 0) closeLive()
  })
}
