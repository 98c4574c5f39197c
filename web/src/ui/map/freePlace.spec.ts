import { describe, expect, it } from 'vitest'
import { freePlace } from './freePlace'

describe('where a name stands on the map', () => {
  it('is the middle when nothing lies there', () => {
    expect(freePlace([1000, 1000], [[5000, 1000]], 10)).toEqual([0, 0])
  })

  it('is the nearest free place beside points', () => {
    const [x, y] = freePlace([1000, 1000], [[1000, 1000], [1100, 1000]], 10)
    expect([0, 10].every(at => Math.abs(at - x) >= 25 || Math.abs(y) >= 14)).toBe(true)
    expect(Math.hypot(x, y)).toBeLessThan(40)
  })

  it('hides the fewest points when there is no free place', () => {
    const everywhere = Array.from({ length: 41 * 41 }, (_, n) => [(n % 41 - 20) * 5, (Math.floor(n / 41) - 20) * 5])
    expect(() => freePlace([0, 0], everywhere, 1)).not.toThrow()
  })
})
