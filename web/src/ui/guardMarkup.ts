interface TrustedTypes { createPolicy(name: string, rules: Record<string, (text: string) => string>): unknown }

/**
 * Pages run under `require-trusted-types-for 'script'`. Vue brings a policy of its own for its compiled templates; the canvas
 * library under the charts empties an element by `innerHTML = ''`. Only that is let through; any other markup stays refused.
 */
export function guardMarkup() {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  types?.createPolicy('default', {
    createHTML(text) {
      if (text === '') return text
      throw new TypeError('markup from text is refused')
    },
  })
}
