/** What the password profile would refuse, told while typing; the server has the last word (common passwords, names). */
export function newPasswordFaults(password: string, least: number): string[] | undefined {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(kind => kind.test(password)).length
  if (password.length >= 16 || (password.length >= least && kinds >= 3)) return undefined
  return [`口令至少 ${least} 个字符并含大写、小写、数字、符号中的三种，或 16 个以上任意字符`]
}
