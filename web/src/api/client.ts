import createClient from 'openapi-fetch'
import { asProblem, Problem, toProblem } from './problem'
import type { paths } from './schema'

let signedOut: () => void = () => {}

/** Called once by the frame: what to do when the server no longer knows this session. */
export function onSignedOut(act: () => void) { signedOut = act }

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** fetch with our header on every write, so that a foreign page cannot write in our name. */
async function send(request: Request): Promise<Response> {
  if (!reads.has(request.method)) request.headers.set('X-Requested-With', 'qingjian')
  const answer = await fetch(request)
  if (answer.status === 401 && !new URL(request.url).pathname.startsWith('/api/session')) signedOut()
  return answer
}

/** The typed client: paths, queries and bodies come from the server's own description. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send })

/** Takes the answer out of a typed call, or throws the server's problem. */
export async function ask<T>(call: Promise<{ data?: T, error?: unknown, response: Response }>): Promise<T> {
  let answer
  try {
    answer = await call
  }
  catch (thrown) {
    throw asProblem(thrown)
  }
  if (answer.response.ok) return answer.data as T
  throw toProblem(answer.response.status, answer.error)
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>

/** Query text without empty values. */
export function queryText(query: Query): string {
  const parts = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) parts.append(key, String(one))
  }
  const text = parts.toString()
  return text ? `?${text}` : ''
}

/** A call whose path is only known while running (shared lists, reasons, search). Elsewhere use {@link api}. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  let answer: Response
  try {
    const form = body instanceof FormData
    answer = await send(new Request(new URL(path, location.origin), {
      method,
      headers: { Accept: 'application/json', ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    }))
  }
  catch (thrown) {
    throw asProblem(thrown)
  }
  const json = answer.headers.get('Content-Type')?.includes('json') ?? false
  const said: unknown = json ? await answer.json().catch(() => undefined) : undefined
  if (answer.ok) return said as T
  throw toProblem(answer.status, said)
}

export const get = <T>(path: string, query: Query = {}) => call<T>('GET', path + queryText(query))

/** Saves what a path answers as a file, under the name the server gives it. */
export async function download(path: string, query: Query = {}): Promise<void> {
  const answer = await send(new Request(new URL(path + queryText(query), location.origin)))
  if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => undefined))
  const said = answer.headers.get('Content-Disposition') ?? ''
  const name = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1] ?? /filename="?([^";]+)/i.exec(said)?.[1] ?? '下载'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = decodeURIComponent(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export { Problem }
