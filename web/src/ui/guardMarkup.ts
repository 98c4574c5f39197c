interface TrustedTypes { createPolicy(name: string, rules: Record<string, (text: string) => string>): unknown }

/**
 * Pages run under `require-trusted-types-for 'script'`. Vue brings a policy of its own for its compiled templates; the canvas
 * libraries under charts and maps empty an element or measure a letter through `innerHTML`. Text that cannot hold an element or
 * an entity is let through; any markup stays refused.
 */
export function guardMarkup() {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  types?.createPolicy('default', {
    createHTML(text) {
      if (!/[<&]/.test(text)) return text
      throw new TypeError('markup from text is refused')
    },
  })
}
