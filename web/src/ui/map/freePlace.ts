type Place = readonly [x: number, y: number]

/** Half of the room that a name of three signs takes, in pixels, with the radius of a point around it. */
const room: Place = [25, 14]

// Nearest first.
const places: Place[] = [0, -14, 14, -28, 28].flatMap(y => [0, -32, 32, -56, 56].map(x => [x, y] as const))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))

/** How far from the middle of an area its name stands, in pixels (down and to the right positive), so that it lies over as few points as can be.
 * @param resolution map units in a pixel */
export function freePlace(middle: readonly number[], points: readonly (readonly number[])[], resolution: number): Place {
  const near = points.map(point => [(point[0]! - middle[0]!) / resolution, (middle[1]! - point[1]!) / resolution] as const)
  const hidden = ([x, y]: Place) => near.filter(point => Math.abs(point[0] - x) < room[0] && Math.abs(point[1] - y) < room[1]).length
  return places.reduce((best, place) => (hidden(place) < hidden(best) ? place : best))
}
