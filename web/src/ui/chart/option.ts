import type { EChartsCoreOption } from 'echarts/core'
import { fullText, numberText } from '../words'
import { bandWords, type ChartBand, type ChartSeries, type LimitLine } from './series'
import { hatch } from './hatch'

const BEIJING = 8 * 3_600_000
const colours = ['#1f6f5c', '#2f6fb7', '#b5651d', '#7a5ba8', '#4c8c9b', '#8a8f3c']
const ink2 = '#55605b'

/** The axis runs on a shifted clock, so that every browser shows Beijing time. */
export const toAxis = (at: number) => at + BEIJING
export const fromAxis = (value: number) => value - BEIJING

const nameOf = (one: ChartSeries) => (one.unit ? `${one.name}（${one.unit}）` : one.name)

/** A round number with room above the value. */
function above(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value || 1)) / 2
  return Number((Math.ceil(value * 1.05 / step) * step).toPrecision(6))
}

interface TipItem { seriesIndex: number, data: [number, number | null, string?] }

/** The chart's description: lines, limits, named gaps, marks below the axis. */
export function describe(series: readonly ChartSeries[], limits: readonly LimitLine[], bands: readonly ChartBand[], { selectable = false, whole, small = false }: { selectable?: boolean, whole?: readonly [number, number], small?: boolean } = {}): EChartsCoreOption {
  const gaps = bands.filter(band => band.kind !== 'mark')
  const marks = bands.filter(band => band.kind === 'mark')
  const below = marks.length > 0
  const units = series.length > 0 ? [...new Set(series.map(one => one.unit ?? ''))] : ['']
  const spans = whole ?? [...series.flatMap(one => one.points.map(point => point[0])), ...bands.flatMap(band => [band.from, band.to])]
  const sides = { left: 64, right: units.length > 1 ? 64 : 30, outerBoundsMode: 'none' as const }
  const range = spans.length > 0 ? { min: toAxis(Math.min(...spans)), max: toAxis(Math.max(...spans)) } : {}
  const highest = Math.max(0, ...limits.map(limit => limit.value))

  const time = { type: 'time', ...range, axisLine: { lineStyle: { color: '#cfd7d3' } }, axisLabel: { color: ink2, hideOverlap: true, formatter: { year: '{yyyy}年', month: '{M}月', day: '{M}月{d}日', hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}' } }, splitLine: { show: false } }
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif' },
    // A small chart stands under a heading that names its line; what it shares with the band below is the clock, so both take the same width.
    grid: [{ ...sides, top: small ? 26 : 56, bottom: below ? 50 : 26 }, ...below ? [{ ...sides, height: 16, bottom: 6 }] : []],
    legend: { show: !small, top: 2, data: series.map(nameOf), type: 'scroll', itemWidth: 18, textStyle: { color: ink2 } },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, formatter: (items: TipItem[]) => tip(items, series, bands) },
    xAxis: [{ ...time }, ...below ? [{ ...time, gridIndex: 1, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false } }] : []],
    yAxis: [
      ...units.slice(0, 2).map((unit, index) => ({
        type: 'value', name: unit, position: index === 0 ? 'left' : 'right', splitNumber: small ? 2 : 5, nameTextStyle: { color: ink2, align: index === 0 ? 'left' : 'right' }, axisLabel: { color: ink2, formatter: (value: number) => numberText(value) },
        splitLine: { show: index === 0, lineStyle: { color: '#e9edeb' } }, max: index === 0 && highest > 0 ? (value: { max: number }) => above(Math.max(value.max, highest)) : undefined,
      })),
      ...below ? [{ gridIndex: 1, type: 'value', min: 0, max: 1, show: false }] : [],
    ],
    dataZoom: [{ type: 'inside', xAxisIndex: below ? [0, 1] : [0], zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: !selectable }],
    ...selectable ? { brush: { xAxisIndex: 0, brushType: 'lineX', toolbox: [], transformable: false, brushStyle: { color: 'rgba(31,111,92,.14)', borderColor: '#1f6f5c' } } } : {},
    series: [
      ...series.map((one, index) => ({
        type: 'line', name: nameOf(one), color: colours[index % colours.length],
        yAxisIndex: Math.min(1, Math.max(0, units.indexOf(one.unit ?? ''))), connectNulls: false, symbol: one.substituted ? 'emptyCircle' : 'circle',
        symbolSize: (value: [number, number | null, string?]) => (value[2] ? 7 : one.points.length > 200 ? 0 : 4), showAllSymbol: true,
        lineStyle: { width: 1.6, type: one.substituted ? 'dotted' : 'solid' },
        data: one.points.map(([at, value, flag]) => [toAxis(at), value, flag ?? undefined]),
        ...index === 0 ? { markLine: limitLines(limits), markArea: namedAreas(gaps, marks) } : {},
      })),
      ...below ? [markBands(marks, Math.max(1, Math.min(2, units.length)))] : [],
    ],
  }
}

function limitLines(limits: readonly LimitLine[]) {
  return {
    silent: true, symbol: 'none', lineStyle: { color: '#c0392b', type: 'dashed', width: 1.4 },
    label: { position: 'insideEndTop', color: '#a93226' },
    data: limits.map(limit => ({ yAxis: limit.value, label: { formatter: `${limit.label} ${numberText(limit.value)}` } })),
  }
}

function namedAreas(gaps: readonly ChartBand[], marks: readonly ChartBand[]) {
  return {
    silent: true, label: { show: true, position: 'insideTop', color: ink2, fontSize: 11 },
    data: [
      // A mark is a band below the axis; here its colour shows which values it covers.
      ...marks.map(mark => [{ xAxis: toAxis(mark.from), name: mark.label ?? bandWords.mark, label: { position: 'insideBottom', color: '#265c94' }, itemStyle: { color: 'rgba(47,111,183,.16)' } }, { xAxis: toAxis(mark.to) }]),
      ...gaps.map(gap => [
        { xAxis: toAxis(gap.from), name: gap.label ?? bandWords[gap.kind], itemStyle: { color: hatch(gap.kind) } },
        { xAxis: toAxis(gap.to) },
      ]),
    ],
  }
}

interface DrawApi { value: (index: number) => number, coord: (point: [number, number]) => [number, number] }

function markBands(marks: readonly ChartBand[], yAxisIndex: number) {
  return {
    type: 'custom', name: bandWords.mark, xAxisIndex: 1, yAxisIndex, silent: true, color: '#2f6fb7', encode: { x: [0, 1] }, clip: true,
    data: marks.map(mark => [toAxis(mark.from), toAxis(mark.to)]),
    renderItem: (place: { dataIndex: number }, draw: DrawApi) => {
      const [left, top] = draw.coord([draw.value(0), 1])
      const [right, bottom] = draw.coord([draw.value(1), 0])
      const width = Math.max(2, right - left)
      return {
        type: 'rect', shape: { x: left, y: top, width, height: bottom - top }, style: { fill: '#cfdff0' },
        // A word that does not fit stands in the coloured area above.
        textContent: { style: { text: width < 30 ? '' : marks[place.dataIndex]?.label ?? bandWords.mark, fill: '#265c94', fontSize: 11, width, overflow: 'truncate' } },
        textConfig: { position: 'inside' },
      }
    },
  }
}

function tip(items: TipItem[], series: readonly ChartSeries[], bands: readonly ChartBand[]): string {
  const at = items[0] && fromAxis(items[0].data[0])
  if (at === undefined) return ''
  const inside = bands.filter(band => at >= band.from && at < band.to).map(band => band.label ?? bandWords[band.kind])
  const lines = items.filter(item => series[item.seriesIndex]).map(({ seriesIndex, data: [, value, flag] }) => {
    const one = series[seriesIndex]!
    const said = value === null || value === undefined ? inside[0] ?? '缺失' : `${numberText(value)} ${one.unit ?? ''}`
    return `${one.name}　${said}${flag ? `　${flag}` : ''}`
  })
  return [fullText(at).slice(0, 16), ...lines, ...inside.length > 0 ? [`时段：${inside.join('、')}`] : []].join('\n')
}
