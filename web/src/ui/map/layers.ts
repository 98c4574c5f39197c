import type { Coordinate } from 'ol/coordinate'
import type { FeatureLike } from 'ol/Feature'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import MultiPolygon from 'ol/geom/MultiPolygon'
import Point from 'ol/geom/Point'
import Polygon from 'ol/geom/Polygon'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import { freePlace } from './freePlace'
import { toneColours, type MapPoint } from './points'

const font = '12px "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif'
const halo = new Stroke({ color: '#ffffff', width: 3 })

/** Borders of divisions, with their names where they hide the fewest points. */
export function borderLayer(points: () => Coordinate[]) {
  return new VectorLayer({
    source: new VectorSource(),
    declutter: true,
    style: (feature, resolution) => {
      const middle = middleOf(feature.getGeometry())
      const [offsetX, offsetY] = middle ? freePlace(middle, points(), resolution) : [0, 0]
      return [
        new Style({ fill: new Fill({ color: 'rgba(255,255,255,.85)' }), stroke: new Stroke({ color: '#8fb7ae', width: 1.2 }) }),
        new Style({
          geometry: middle && new Point(middle),
          text: new Text({ text: String(feature.get('name') ?? ''), font, offsetX, offsetY, fill: new Fill({ color: '#55605b' }), stroke: halo, overflow: true }),
        }),
      ]
    },
  })
}

// A point inside the area; of one with islands inside its largest part.
function middleOf(geometry: unknown): Coordinate | undefined {
  if (geometry instanceof Polygon) return geometry.getInteriorPoint().getCoordinates().slice(0, 2)
  if (!(geometry instanceof MultiPolygon)) return undefined
  return middleOf(geometry.getPolygons().reduce((one, other) => (other.getArea() > one.getArea() ? other : one)))
}

/** Features of a GeoJSON text in degrees. */
export const readBorders = (geojson: object) =>
  new GeoJSON().readFeatures(geojson, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })

export function pointLayer(selected: () => string | undefined) {
  return new VectorLayer({
    source: new VectorSource(),
    style: (feature, resolution) => pointStyle(feature, selected(), resolution),
    zIndex: 10,
  })
}

export function pointFeature(point: MapPoint): Feature {
  const feature = new Feature({ geometry: new Point(fromLonLat([point.lon, point.lat])), point })
  feature.setId(point.id)
  return feature
}

function pointStyle(feature: FeatureLike, selected: string | undefined, resolution: number): Style {
  const point = feature.get('point') as MapPoint
  const chosen = point.id === selected
  const said = chosen && point.word ? `${point.label}（${point.word}）` : point.label
  return new Style({
    zIndex: chosen ? 3 : point.tone === 'bad' ? 2 : 1,
    image: new Circle({
      radius: chosen ? 9 : point.tone === 'bad' ? 7 : 5,
      fill: new Fill({ color: toneColours[point.tone ?? 'accent'] }),
      stroke: new Stroke({ color: chosen ? '#1c2421' : '#ffffff', width: chosen ? 2.5 : 1.5 }),
    }),
    // Names only when there is room for them.
    text: chosen || resolution < 40
      ? new Text({ text: said, font, offsetY: -16, fill: new Fill({ color: '#1c2421' }), stroke: halo, overflow: true })
      : undefined,
  })
}
