import { fromBase64, toHex, type Hash } from './merkle'

/** What the log was at one moment: its origin, its size and its root. */
export interface Checkpoint { origin: string, size: number, root: Hash, signed: Signature[] }

interface Signature { name: string, keyId: string, bytes: Uint8Array<ArrayBuffer> }

const ECDSA_P256 = 0x02

/** Reads a signed checkpoint (C2SP tlog-checkpoint): three lines, an empty one, and a line for each signature. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const end = note.indexOf('\n\n')
  const [origin, size, root] = note.slice(0, end).split('\n')
  if (end < 0 || !origin || !/^\d+$/.test(size ?? '') || !root) return undefined
  const signed = note.slice(end + 2).split('\n').flatMap(line => {
    const found = /^\u2014 (\S+) (\S+)$/.exec(line)
    if (!found) return []
    const bytes = fromBase64(found[2]!)
    return [{ name: found[1]!, keyId: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4) }]
  })
  return { origin, size: Number(size), root: fromBase64(root), signed }
}

/** Whether one of the published keys (`name+id+base64`) signed the checkpoint. */
export async function signedByOneOf(note: string, keys: string): Promise<boolean> {
  const text = new TextEncoder().encode(note.slice(0, note.indexOf('\n\n') + 1))
  const checkpoint = readCheckpoint(note)
  for (const line of keys.split('\n').filter(Boolean)) {
    const found = /^(\S+?)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim())
    const signature = found && checkpoint?.signed.find(one => one.name === found[1] && one.keyId === found[2])
    if (!found || !signature) continue
    const key = fromBase64(found[3]!)
    if (key[0] !== ECDSA_P256) continue
    const spki = await crypto.subtle.importKey('spki', key.slice(1), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    const plain = fromDer(signature.bytes)
    if (plain && await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, spki, plain, text)) return true
  }
  return false
}

/** The two numbers of a DER signature, each in 32 bytes: the form that browsers check. */
export function fromDer(der: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const plain = new Uint8Array(64)
  let at = 2
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    let number = der.subarray(at + 2, at + 2 + length)
    if (der[at] !== 0x02 || number.length !== length) return undefined
    while (number.length > 32 && number[0] === 0) number = number.subarray(1)
    if (number.length > 32) return undefined
    plain.set(number, end - number.length)
    at += 2 + length
  }
  return at === der.length ? plain : undefined
}
