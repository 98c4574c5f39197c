import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Inner width of an element in pixels, 0 while it is not on the page. */
export function useWidth(element: Readonly<Ref<HTMLElement | undefined>>): Readonly<Ref<number>> {
  const width = ref(0)
  // A tab in the background has no width: it keeps the one it had.
  const watcher = new ResizeObserver(([entry]) => { if (entry && entry.contentRect.width > 0) width.value = entry.contentRect.width })
  watch(element, (now, before) => {
    if (before) watcher.unobserve(before)
    if (now) watcher.observe(now)
  })
  onScopeDispose(() => watcher.disconnect())
  return width
}
