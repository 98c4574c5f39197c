import { toProblem } from '@/api/problem'
// The very script that stands in the verification page of each bundle.
import { checkBundle, type BundleReport } from '../../../../src/Qingjian.Evidence/Bundles/Page/check-bundle.js'

export { checkBundle, type BundleReport }

async function answerOf(path: string): Promise<Response> {
  const answer = await fetch(path)
  if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => undefined))
  return answer
}

/** The evidence bundle of an object. */
export const fetchBundle = async (objectType: string, objectId: string) =>
  (await answerOf(`/api/evidence/${encodeURIComponent(objectType)}/${encodeURIComponent(objectId)}/bundle`)).blob()

/** The published keys of this house's log. */
export const fetchKeys = async () => (await (await answerOf('/api/log/keys')).text()).split('\n').filter(Boolean)
