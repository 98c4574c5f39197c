/** RFC 6962: leaf = H(0x00 ‖ entry), node = H(0x01 ‖ left ‖ right), with SHA-256. */
export type Hash = Uint8Array<ArrayBuffer>

export async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
}

export const leafHash = (entry: Uint8Array) => sha256(Uint8Array.of(0), entry)

const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right)

/** The root that a proof (lowest hash first) leads to from the leaf at `index` of a tree of `size`; undefined when the proof does not fit. */
export async function rootFrom(index: number, size: number, leaf: Hash, proof: readonly Hash[]): Promise<Hash | undefined> {
  if (index < 0 || index >= size) return undefined
  let at = index
  let last = size - 1
  let hash = leaf
  for (const beside of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(beside, hash)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    }
    else {
      hash = await nodeHash(hash, beside)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : undefined
}

export const toHex = (bytes: Uint8Array) => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

export const fromBase64 = (text: string): Hash => Uint8Array.from(atob(text), sign => sign.charCodeAt(0))

export const same = (a: Uint8Array, b: Uint8Array) => toHex(a) === toHex(b)
