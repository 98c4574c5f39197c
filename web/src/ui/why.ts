import { shallowRef } from 'vue'
import { get } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'

/** The working behind a verdict, deadline, amount or score. Servers answer this shape at a `…/why` path. */
export interface Why {
  title: string
  /** One sentence an enterprise understands. */
  conclusion?: string
  rules: WhyRule[]
  inputs: { label: string, value: string | number | null, unit?: string, note?: string, path?: string }[]
  /** The arithmetic, one line a step. */
  lines: { text: string, result?: string | number | null, unit?: string, note?: string }[]
  notes?: string[]
  digest?: string
}

export interface WhyRule {
  name: string
  /** Article or clause of the standard. */
  clause?: string
  issuer?: string
  source?: string
  version?: string
  effectiveFrom?: string
  effectiveUntil?: string | null
  /** `text`: compared with the published text; `second-hand`: from another's account; `memory`: to be confirmed by the legal desk. */
  trust?: 'text' | 'second-hand' | 'memory'
  confirmedBy?: string
  confirmedAt?: string | number
  digest?: string
}

export const trustWords: Record<NonNullable<WhyRule['trust']>, { word: string, tone: 'good' | 'near' | 'bad', meaning: string }> = {
  'text': { word: '已核对原文', tone: 'good', meaning: '规则与公布的原文逐字核对过。' },
  'second-hand': { word: '据转述', tone: 'near', meaning: '规则取自转载或解读，尚未与公布的原文核对。' },
  'memory': { word: '待法制确认', tone: 'bad', meaning: '规则未经原文核对；法制人员确认之前，据此作出的文书不能签发。' },
}

export const shownWhy = shallowRef<{ why?: Why, problem?: Problem, open: boolean }>({ open: false })

/** Opens the working in the drawer of the frame: given at hand, or asked at a path. */
export async function openWhy(from: string | Why) {
  if (typeof from !== 'string') {
    shownWhy.value = { why: from, open: true }
    return
  }
  shownWhy.value = { open: true }
  try {
    shownWhy.value = { why: await get<Why>(from), open: true }
  }
  catch (thrown) {
    shownWhy.value = { problem: asProblem(thrown), open: true }
  }
}

export function closeWhy() { shownWhy.value = { ...shownWhy.value, open: false } }
