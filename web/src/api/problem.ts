/** A refusal or failure told by the server as RFC 9457 problem details, or made here when the server could not be reached. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    /** Stable code which the help page knows, e.g. `changed-by-other`. */
    readonly code: string,
    /** What happened, in Chinese. */
    readonly title: string,
    /** Why, and what to do next, in Chinese. */
    readonly detail = '',
    /** Faults by field name of the request. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(detail ? `${title}：${detail}` : title)
  }

  /** The object was changed by another person since it was read; nothing was overwritten. */
  get changedByOther() { return this.code === 'changed-by-other' }
}

const spoken: Record<number, readonly [code: string, title: string, detail: string]> = {
  0: ['unreachable', '连接不上服务器', '请检查网络，稍后重试；已填写的内容保留在本页。'],
  400: ['bad-request', '提交的内容无法识别', '请核对后重新提交。'],
  401: ['not-signed-in', '登录已失效', '请重新登录，登录后回到本页。'],
  403: ['no-right', '当前岗位没有此项权限', '如确需办理，请切换岗位或联系安全管理员。'],
  404: ['not-found', '没有找到', '对象不存在，或不在当前岗位的管辖范围内。'],
  409: ['conflict', '与现有内容冲突', '请刷新后核对。'],
  413: ['too-large', '内容过大', '请压缩或分次上传。'],
  429: ['too-many', '操作过于频繁', '请稍候再试。'],
  503: ['busy', '服务器暂时不能受理', '数据未丢失，请稍后重试。'],
}

/** Reads an error body of any shape into a problem; unknown shapes get the words of their status. */
export function toProblem(status: number, body: unknown): Problem {
  const [code, title, detail] = spoken[status]
    ?? ['failed', '服务器处理失败', '问题已记入服务器日志，请稍后重试或联系管理员。']
  if (typeof body !== 'object' || body === null) return new Problem(status, code, title, detail)
  const said = body as Record<string, unknown>
  const text = (key: string) => (typeof said[key] === 'string' ? said[key] : undefined)
  // A title without Chinese comes from the framework below, not from us.
  const ours = /[\u4e00-\u9fff]/.test(text('title') ?? '')
  return new Problem(status, text('code') ?? code, ours ? text('title')! : title, text('detail') ?? (ours ? '' : detail), fieldErrors(said.errors))
}

function fieldErrors(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([field, faults]) =>
    [field.charAt(0).toLowerCase() + field.slice(1), Array.isArray(faults) ? faults.map(String) : [String(faults)]]))
}

/** Any thrown thing as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof TypeError && /fetch|network/i.test(thrown.message)) return toProblem(0, undefined)
  console.error(thrown)
  return new Problem(-1, 'page-fault', '页面出现错误', '请刷新页面；如仍然出现，请把编号告诉管理员。')
}
