/**
 * A filter as it is edited: groups of conditions, each with an identity of its own, some not complete yet.
 * What is not complete is left out of the filter that is made of it.
 */
import type { Condition, Filter } from '../../../../../shared/filter.ts'
import { isComplete } from './condition.ts'

export const MODES = ['all', 'any', 'none'] as const
export type Mode = (typeof MODES)[number]

export type ConditionNode = { id: string; kind: 'condition'; negated: boolean; condition: Condition }
export type GroupNode = { id: string; kind: 'group'; mode: Mode; of: readonly Node[] }
export type Node = ConditionNode | GroupNode

let last = 0
const newId = (): string => `node-${++last}`

export const newGroup = (of: readonly Node[] = [], mode: Mode = 'all'): GroupNode => ({
  id: newId(),
  kind: 'group',
  mode,
  of,
})
export const newCondition = (condition: Condition, negated = false): ConditionNode => ({
  id: newId(),
  kind: 'condition',
  negated,
  condition,
})

/** The root is always a group; of nothing for everyone. */
export function treeOf(filter: Filter | null): GroupNode {
  if (filter === null) return newGroup()
  const node = nodeOf(filter)
  return node.kind === 'group' ? node : newGroup([node])
}

function nodeOf(filter: Filter): Node {
  switch (filter.kind) {
    case 'and':
      return newGroup(filter.of.map(nodeOf))
    case 'or':
      return newGroup(filter.of.map(nodeOf), 'any')
    case 'not': {
      const inner = filter.of
      if (inner.kind === 'or') return newGroup(inner.of.map(nodeOf), 'none')
      return 'of' in inner ? newGroup([nodeOf(inner)], 'none') : newCondition(inner, true)
    }
    default:
      return newCondition(filter)
  }
}

export type Settled = {
  /** Null: everyone. */
  filter: Filter | null
  /** Those of its conditions that are complete: the node's ID, and the place in the filter (`of.0.of.1`). */
  conditions: readonly { id: string; path: string; negated: boolean }[]
  /** How many are not. */
  left: number
}

export function settle(root: GroupNode): Settled {
  const conditions: Settled['conditions'][number][] = []
  let left = 0
  const settleNode = (node: Node, path: readonly (string | number)[]): Filter | undefined => {
    if (node.kind === 'condition') {
      if (!isComplete(node.condition)) {
        left += 1
        return undefined
      }
      const { id, negated } = node
      conditions.push({ id, path: (negated ? [...path, 'of'] : path).join('.'), negated })
      return negated ? { kind: 'not', of: node.condition } : node.condition
    }
    const inside = node.mode === 'none' ? [...path, 'of', 'of'] : [...path, 'of']
    const of: Filter[] = []
    for (const inner of node.of) {
      const filter = settleNode(inner, [...inside, of.length])
      if (filter) of.push(filter)
    }
    if (of.length === 0) return undefined
    if (node.mode === 'none') return { kind: 'not', of: { kind: 'or', of } }
    return { kind: node.mode === 'all' ? 'and' : 'or', of }
  }
  const filter = settleNode(root, []) ?? null
  return { filter, conditions, left }
}

/** As the schema counts: each `and`, `or` and `not` on the way down. */
export function depthOf(node: Node): number {
  if (node.kind === 'condition') return node.negated ? 1 : 0
  return (node.mode === 'none' ? 2 : 1) + Math.max(0, ...node.of.map(depthOf))
}

export const sizeOf = (node: Node): number =>
  node.kind === 'condition' ? 1 : node.of.reduce((sum, inner) => sum + sizeOf(inner), 0)

/** All groups in the order in which they are read, the root first. */
export const groupsOf = (node: Node): GroupNode[] =>
  node.kind === 'condition' ? [] : [node, ...node.of.flatMap(groupsOf)]
