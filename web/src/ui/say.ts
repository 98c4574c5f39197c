import { ElMessage, ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { asProblem } from '@/api/problem'

/** A short word that something was done. */
export const sayDone = (text: string) => ElMessage({ type: 'success', message: text, grouping: true })

/** Shows any thrown thing: what, why, what next, and its code. */
export function sayProblem(thrown: unknown) {
  const problem = asProblem(thrown)
  if (problem.status === 401) return
  const fields = Object.values(problem.errors).flat()
  const text = [problem.title, problem.detail, ...fields].filter(Boolean).join('；')
  ElMessage({ type: 'error', message: `${text}（编号 ${problem.code}）`, duration: 8000, showClose: true, grouping: true })
}

/** Runs an act; a refusal is shown and answered with undefined. */
export async function act<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
  try {
    const value = await work()
    if (done) sayDone(done)
    return value
  }
  catch (thrown) {
    sayProblem(thrown)
    return undefined
  }
}

/** Asks before what cannot be undone. The text names the object. */
export async function confirmAct(text: string, verb: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, `确认${verb}`, { confirmButtonText: verb, cancelButtonText: '取消', type: 'warning' })
    return true
  }
  catch {
    return false
  }
}
