import { ref, watch, type Ref } from 'vue'

let owner = 'nobody'

/** Set by the frame at sign-in: what is remembered belongs to one person. */
export function rememberFor(name: string) { owner = name }

const keyOf = (key: string) => `qj.${owner}.${key}`

/** Reads what this person left here; anything unreadable counts as nothing. */
export function recall<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(keyOf(key))
    return text === null ? undefined : JSON.parse(text) as T
  }
  catch {
    return undefined
  }
}

export function remember(key: string, value: unknown) {
  try {
    if (value === undefined) localStorage.removeItem(keyOf(key))
    else localStorage.setItem(keyOf(key), JSON.stringify(value))
  }
  catch {
    // Storage full or forbidden: the page works, it only forgets.
  }
}

/** A value that this person finds again next time, on this machine. */
export function useRemembered<T>(key: string, first: T): Ref<T> {
  const value = ref(recall<T>(key) ?? first) as Ref<T>
  watch(value, now => remember(key, now), { deep: true })
  return value
}
