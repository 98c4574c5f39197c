import type { InjectionKey, Ref } from 'vue'

/** Faults by field, shared by a form with its fields. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

export interface FormTie {
  errors: Readonly<Ref<FieldErrors>>
  /** Each field tells its label, so that the list on top can speak Chinese. */
  name: (field: string, label: string, id: string) => void
}

export const formTie: InjectionKey<FormTie> = Symbol('form')
