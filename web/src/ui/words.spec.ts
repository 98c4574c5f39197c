import { describe, expect, it } from 'vitest'
import { dateText, fullText, moneyText, numberText, plainText, shortText, spanText, toMillis } from './words'

describe('times', () => {
  it('are shown in Beijing, whatever the machine is set to', () => {
    expect(fullText('2026-11-21T06:05:09Z')).toBe('2026-11-21 14:05:09')
    expect(fullText(Date.UTC(2026, 11, 31, 16, 0, 0))).toBe('2027-01-01 00:00:00')
  })
  it('without an offset are the clock of the station', () => {
    expect(toMillis('2026-11-21 14:05:09')).toBe(Date.UTC(2026, 10, 21, 6, 5, 9))
  })
  it('as a date alone begin at midnight in Beijing', () => {
    expect(toMillis('2026-11-21')).toBe(Date.UTC(2026, 10, 20, 16))
    expect(dateText('2026-11-21')).toBe('2026-11-21')
  })
  it('are short in this year and carry the year otherwise', () => {
    expect(shortText('2026-11-21T06:05:00Z', '2026-12-01T00:00:00Z')).toBe('11月21日 14:05')
    expect(shortText('2025-11-21T06:05:00Z', '2026-12-01T00:00:00Z')).toBe('2025年11月21日 14:05')
  })
  it('that are nonsense are told apart', () => expect(toMillis('昨天')).toBeNaN())
})

describe('figures', () => {
  it('have their thousands separated and no trailing zeros', () => {
    expect(numberText(1234567.5)).toBe('1,234,567.5')
    expect(numberText(0.1 + 0.2)).toBe('0.3')
    expect(numberText(-1234)).toBe('-1,234')
    expect(numberText(12)).toBe('12')
  })
  it('of money are held in fen', () => {
    expect(moneyText(12_345_678)).toBe('123,456.78 元')
    expect(moneyText(5_000_000_00, '万元')).toBe('500 万元')
  })
})

it('a span is said in the largest fitting unit', () => {
  expect(spanText(59 * 60_000)).toBe('59 分钟')
  expect(spanText(36 * 3_600_000)).toBe('36 小时')
  expect(spanText(-72 * 3_600_000)).toBe('3 天')
})

it('signs that turn or hide text are made visible', () => {
  expect(plainText('清泉\u202e化工\u200b')).toBe('清泉⟦U+202E⟧化工⟦U+200B⟧')
})
