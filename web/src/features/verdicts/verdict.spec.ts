import { describe, expect, it } from 'vitest'
import { figuresOf, outcomeOf } from './verdict'

const of = (factor: string, value: number | null, unit: string, limit: string | null, multiple: number | null = null) => figuresOf({ factor, value, unit, limit, multiple }).map(one => `${one.name} ${one.text}`)

describe('figures of a verdict', () => {
  it('names a mean by value, limit and times over', () => {
    expect(of('a21002', 168.05, 'mg/m3', '100', 0.68)).toEqual(['数值（mg/m³） 168.05', '限值（mg/m³） 100', '超标倍数 0.68'])
    expect(of('a21002', null, 'mg/m3', null)).toEqual(['数值（mg/m³） 无', '限值（mg/m³） 无', '超标倍数 不适用'])
  })

  it('names what is counted by what it counts, with its share of what is allowed', () => {
    expect(of('w21011:total', 90.719, '千克', '90')).toEqual(['本年累计排放（千克） 90.719', '许可年排放量（千克） 90', '占允许量 100.8%'])
    expect(of('power:stop-8e7a7f8f', 69125.4, '千瓦时', '3455.2')[0]).toBe('当日生产用电（千瓦时） 69125.4')
    expect(of('w01018:days-7', 7, '天', '3')).toEqual(['累计次数（天） 7', '达到即认定（天） 3'])
    expect(of('late-mark', 35.1, '小时', '0')).toEqual(['最多超过时限（小时） 35.1'])
  })

  it('does not call a count an exceedance', () => {
    expect(outcomeOf({ factor: 'power:stop-8e7a7f8f', outcome: 'exceeded' }).word).toBe('超过规定')
    expect(outcomeOf({ factor: 'a21002', outcome: 'exceeded' }).word).toBe('超标')
    expect(outcomeOf({ factor: 'late-mark', outcome: 'warning' }).word).toBe('预警')
  })
})
