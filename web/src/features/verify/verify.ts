import { api, ask } from '@/api/client'
import { Problem, toProblem } from '@/api/problem'
import { readCheckpoint, signedByOneOf } from './checkpoint'
import { fromBase64, leafHash, rootFrom, same, toHex } from './merkle'

/** One step of the check, in words; `right` says how it came out. */
export interface Step { title: string, detail: string, right: boolean }

export interface Entry { type: string, at: string, sha256: string, subject: string }

export interface Outcome { steps: Step[], entry?: Entry }

async function text(path: string): Promise<string> {
  const answer = await fetch(path)
  if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => undefined))
  return answer.text()
}

/** Checks in this browser that the entry at `index` stands in the log whose head is signed, and, when a digest is given, that it is the digest's. */
export async function verify(index: number, digest?: string): Promise<Outcome> {
  if (!globalThis.crypto?.subtle) throw new Problem(-1, 'no-crypto', '当前连接不能在浏览器中核验', '请用 https 地址打开本页，或下载证据包用离线核验工具核验。')
  const [note, keys] = await Promise.all([text('/api/log/checkpoint'), text('/api/log/keys')])
  const checkpoint = readCheckpoint(note)
  if (!checkpoint) throw new Problem(-1, 'checkpoint-form', '检查点格式不对', '请稍后再试，或向发布单位反映。')
  const signed = await signedByOneOf(note, keys)
  const steps: Step[] = [{ title: '检查点签名', right: signed, detail: `日志 ${checkpoint.origin}，共 ${checkpoint.size} 条；签名${signed ? '与公布的公钥相符' : '与公布的公钥不符'}` }]

  const bytes = new TextEncoder().encode(await text(`/api/log/entry/${index}`))
  const entry = JSON.parse(new TextDecoder().decode(bytes)) as Entry
  const leaf = await leafHash(bytes)
  steps.push({ title: '条目', right: true, detail: `第 ${index} 条，${entry.at} 记入；叶摘要 ${toHex(leaf)}` })

  const { hashes } = await ask(api.GET('/api/log/proof/inclusion', { params: { query: { index, size: checkpoint.size } } }))
  const root = await rootFrom(index, checkpoint.size, leaf, hashes.map(fromBase64))
  const inside = root !== undefined && same(root, checkpoint.root)
  steps.push({ title: '包含证明', right: inside, detail: `由条目经 ${hashes.length} 步推算出的树根${inside ? '与检查点一致' : '与检查点不一致'}（${toHex(checkpoint.root).slice(0, 16)}…）` })

  if (digest) {
    const equal = entry.sha256.toLowerCase() === digest.toLowerCase()
    steps.push({ title: '内容摘要', right: equal, detail: equal ? '条目中的摘要与所给摘要一致' : '条目中的摘要与所给摘要不一致' })
  }
  return { steps, entry }
}
