import type { Tone } from '../tone'

/** A place on the map. Longitude and latitude in degrees, CGCS2000 (EPSG:4490), drawn as WGS-84. */
export interface MapPoint {
  id: string
  lon: number
  lat: number
  label: string
  tone?: Tone
  /** Word of its state, shown with the label when selected. */
  word?: string
}

export const toneColours: Record<Tone, string> = {
  plain: '#55605b', accent: '#1f6f5c', good: '#2e8b57', near: '#c98a00', bad: '#c0392b', paused: '#8b948f', blue: '#2f6fb7', orange: '#d9730d',
}
