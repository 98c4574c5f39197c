import { describe, expect, it } from 'vitest'
import { asProblem, Problem, toProblem } from './problem'

describe('a problem', () => {
  it('keeps the server\'s words, code and field faults', () => {
    const problem = toProblem(422, { title: '信用代码不对', code: 'credit-code', errors: { CreditCode: ['校验位应为 X'] } })
    expect(problem).toMatchObject({ status: 422, code: 'credit-code', title: '信用代码不对', errors: { creditCode: ['校验位应为 X'] } })
  })
  it('without Chinese gets the words of its status', () => {
    expect(toProblem(404, { title: 'Not Found' })).toMatchObject({ code: 'not-found', title: '没有找到' })
    expect(toProblem(500, '<html>').title).toBe('服务器处理失败')
  })
  it('is made of a broken connection too', () => {
    expect(asProblem(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'unreachable' })
  })
  it('knows a change by another person', () => {
    expect(new Problem(409, 'changed-by-other', '刚被他人修改').changedByOther).toBe(true)
  })
})
