import { describe, expect, it } from 'vitest'
import { fromDer } from './checkpoint'
import { leafHash, rootFrom, sha256, toHex, type Hash } from './merkle'

const bytes = (text: string) => new TextEncoder().encode(text)
const node = (left: Hash, right: Hash) => sha256(Uint8Array.of(1), left, right)

describe('a proof of inclusion', () => {
  // ((a b) (c d)) e: the fifth leaf stands alone on the right.
  const tree = async () => {
    const leaves = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(name => leafHash(bytes(name))))
    const [a, b, c, d, e] = leaves as [Hash, Hash, Hash, Hash, Hash]
    const [ab, cd] = [await node(a, b), await node(c, d)]
    const abcd = await node(ab, cd)
    return { a, b, c, d, e, ab, cd, abcd, root: await node(abcd, e) }
  }

  it('leads from each leaf to the root', async () => {
    const t = await tree()
    expect(await rootFrom(0, 5, t.a, [t.b, t.cd, t.e])).toEqual(t.root)
    expect(await rootFrom(3, 5, t.d, [t.c, t.ab, t.e])).toEqual(t.root)
    expect(await rootFrom(4, 5, t.e, [t.abcd])).toEqual(t.root)
    expect(await rootFrom(0, 1, t.a, [])).toEqual(t.a)
  })

  it('of another leaf, another place, or of a wrong length does not', async () => {
    const t = await tree()
    expect(await rootFrom(0, 5, t.c, [t.b, t.cd, t.e])).not.toEqual(t.root)
    expect(await rootFrom(1, 5, t.a, [t.b, t.cd, t.e])).not.toEqual(t.root)
    expect(await rootFrom(0, 5, t.a, [t.b, t.cd])).toBeUndefined()
    expect(await rootFrom(0, 5, t.a, [t.b, t.cd, t.e, t.e])).toBeUndefined()
    expect(await rootFrom(5, 5, t.a, [])).toBeUndefined()
  })

  it('begins with the leaf hash of the standard: that of an empty entry is known', async () => {
    expect(toHex(await leafHash(new Uint8Array()))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  })
})

it('a signature in DER is laid out in twice 32 bytes, whatever its leading zeros', () => {
  const r = [0x00, 0x80, ...Array<number>(31).fill(1)]
  const s = [0x7f, 2]
  const plain = fromDer(Uint8Array.from([0x30, 4 + r.length + s.length, 2, r.length, ...r, 2, s.length, ...s]))!
  expect(plain[0]).toBe(0x80)
  expect([...plain.subarray(62)]).toEqual([0x7f, 2])
  expect(plain.subarray(32, 62).every(byte => byte === 0)).toBe(true)
  expect(fromDer(Uint8Array.from([0x30, 9, 2, 1]))).toBeUndefined()
})
