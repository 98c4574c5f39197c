/** The few meanings a colour may have. Always shown together with its word. */
export type Tone = 'plain' | 'accent' | 'good' | 'near' | 'bad' | 'paused' | 'blue' | 'orange'

/** A state as people read it. */
export interface StateWord { word: string, tone?: Tone }
