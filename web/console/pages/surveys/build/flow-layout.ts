/** Where the picture of a survey's flow has its boxes and arrows: questions top-down in their order, jumps at the side. */
import { type FlowEdge, flowOf } from '../../../../../shared/branching.ts'
import type { Question } from '../../../../../shared/question.ts'
import { shortRule } from './op-words.ts'

export type FlowBox = {
  /** The question's ID, or `end`. */
  id: string
  /** 1, 2, 3…; undefined for the end. */
  number: number | undefined
  type: Question['type'] | 'end'
  text: string
  top: number
  height: number
  /** Its rules, each with the place its arrow begins at. An idle one never wins, and has no arrow. */
  ports: { words: string; y: number; idle: boolean }[]
}
export type FlowArrow = { key: string; path: string; /** Leads back up: a loop. */ back: boolean }
export type FlowPicture = { boxes: FlowBox[]; arrows: FlowArrow[]; width: number; height: number }

/** Units of the picture, as pixels at its full size. */
export const BOX = 212
export const HEAD = 30
export const PORT = 20
const GAP = 26
const FOOT = 4
const LANE = 12
const CORNER = 6

export function layOut(questions: readonly Question[]): FlowPicture {
  const edges = flowOf(questions)
  const boxes: FlowBox[] = []
  let top = 1
  for (const [at, { id, type, text, logic }] of questions.entries()) {
    const ports = logic.map(({ op, value }, place) => ({
      words: shortRule(type, op, value),
      y: top + HEAD + PORT * (place + 0.5),
      idle: !edges.some(({ from, rule }) => from === at && rule === place),
    }))
    const height = HEAD + PORT * ports.length + (ports.length > 0 ? FOOT : 0)
    boxes.push({ id, number: at + 1, type, text, top, height, ports })
    top += height + GAP
  }
  boxes.push({ id: 'end', number: undefined, type: 'end', text: '', top, height: HEAD, ports: [] })

  const indexOf = (place: number | 'end') => (place === 'end' ? questions.length : place)
  const lanes = lanesOf(edges, boxes, indexOf)
  const arrows = edges.flatMap(({ from, to, rule }): FlowArrow[] => {
    const [source, target] = [boxes[from], boxes[indexOf(to)]]
    if (!source || !target) return []
    const key = `${from} ${rule}`
    if (rule === null) {
      const x = BOX / 2
      return [{ key, path: `M${x} ${source.top + source.height}V${target.top - 2}`, back: false }]
    }
    const y = source.ports[rule]?.y ?? source.top
    const lane = BOX + LANE * (1 + (lanes.get(indexOf(to)) ?? 0))
    return [{ key, path: around(y, target.top + HEAD / 2, lane), back: indexOf(to) <= from }]
  })
  const width = BOX + LANE * (lanes.size > 0 ? Math.max(...lanes.values()) + 2 : 0) + 2
  return { boxes, arrows, width, height: top + HEAD + 1 }
}

/** From a port at the right out to its lane, along it, and back in to its target. */
function around(from: number, to: number, lane: number): string {
  const down = to > from ? 1 : -1
  const bend = Math.min(CORNER, Math.abs(to - from) / 2)
  const out = lane - bend
  return [
    `M${BOX} ${from}H${out}`,
    `Q${lane} ${from} ${lane} ${from + down * bend}`,
    `V${to - down * bend}`,
    `Q${lane} ${to} ${out} ${to}`,
    `H${BOX + 2}`,
  ].join('')
}

/** A lane for each box that rules lead to; short ways run inside, and none over another. */
function lanesOf(
  edges: readonly FlowEdge[],
  boxes: readonly FlowBox[],
  indexOf: (place: number | 'end') => number,
): Map<number, number> {
  const ways = new Map<number, { from: number; to: number }>()
  for (const { from, to, rule } of edges) {
    if (rule === null) continue
    const end = boxes[indexOf(to)]?.top ?? 0
    const begin = boxes[from]?.ports[rule]?.y ?? 0
    const known = ways.get(indexOf(to)) ?? { from: end + HEAD / 2, to: end + HEAD / 2 }
    ways.set(indexOf(to), { from: Math.min(known.from, begin), to: Math.max(known.to, begin) })
  }
  const taken: { from: number; to: number }[][] = []
  const lanes = new Map<number, number>()
  const shortFirst = [...ways].sort(([, one], [, other]) => one.to - one.from - (other.to - other.from))
  for (const [box, way] of shortFirst) {
    let lane = 0
    while (taken[lane]?.some((other) => way.from <= other.to + GAP / 2 && other.from <= way.to + GAP / 2))
      lane++
    taken[lane] = [...(taken[lane] ?? []), way]
    lanes.set(box, lane)
  }
  return lanes
}
