import type { ChartBand } from './series'

const made = new Map<string, unknown>()

/** Fill of a band: the kinds differ in direction as well as in shade, so that a print without colour still tells them apart. */
export function hatch(kind: ChartBand['kind']): unknown {
  const before = made.get(kind)
  if (before) return before
  const fill = kind === 'stopped' ? 'rgba(139,148,143,.16)' : lines(kind)
  made.set(kind, fill)
  return fill
}

function lines(kind: ChartBand['kind']): unknown {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 8
  const pen = canvas.getContext('2d')
  if (!pen) return 'rgba(139,148,143,.2)'
  pen.strokeStyle = kind === 'invalid' ? 'rgba(85,96,91,.55)' : 'rgba(139,148,143,.55)'
  pen.lineWidth = 1
  pen.beginPath()
  for (const shift of [-8, 0, 8]) {
    if (kind === 'invalid') { pen.moveTo(shift, 0); pen.lineTo(shift + 8, 8) }
    else { pen.moveTo(shift, 8); pen.lineTo(shift + 8, 0) }
  }
  pen.stroke()
  return { image: canvas, repeat: 'repeat' }
}
