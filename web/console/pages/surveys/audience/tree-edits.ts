/** What can be done to a filter that is edited. Each edit gives a new tree. */
import { type GroupNode, newCondition, newGroup, type Node } from './tree.ts'

/** Puts another node in the place of one, or none. */
export function replace(root: GroupNode, id: string, next: (node: Node) => Node | undefined): GroupNode {
  const within = (group: GroupNode): GroupNode => ({
    ...group,
    of: group.of.flatMap((node) => {
      if (node.id === id) return next(node) ?? []
      return node.kind === 'group' ? [within(node)] : [node]
    }),
  })
  if (root.id !== id) return within(root)
  const node = next(root)
  return node?.kind === 'group' ? node : newGroup()
}

export type Place = { group: string; at: number }

export function placeOf(root: GroupNode, id: string): Place | undefined {
  const at = root.of.findIndex((node) => node.id === id)
  if (at >= 0) return { group: root.id, at }
  for (const node of root.of) {
    const found = node.kind === 'group' ? placeOf(node, id) : undefined
    if (found) return found
  }
  return undefined
}

export function find(node: Node, id: string): Node | undefined {
  if (node.id === id) return node
  if (node.kind === 'condition') return undefined
  for (const inner of node.of) {
    const found = find(inner, id)
    if (found) return found
  }
  return undefined
}

/** At the end of the group where no place in it is given; into the root where the group is gone. */
export function insert(
  root: GroupNode,
  node: Node,
  { group, at = Infinity }: { group: string; at?: number },
) {
  const into = find(root, group)?.kind === 'group' ? group : root.id
  return replace(root, into, (found) =>
    found.kind === 'group' ? { ...found, of: found.of.toSpliced(at, 0, node) } : found,
  )
}

export const remove = (root: GroupNode, id: string): GroupNode => replace(root, id, () => undefined)

/** Nothing is moved into itself. */
export function move(root: GroupNode, id: string, to: { group: string; at?: number }): GroupNode {
  const node = find(root, id)
  if (!node || find(node, to.group)) return root
  return insert(remove(root, id), node, to)
}

/** One up or down within its group. */
export function shift(root: GroupNode, id: string, by: -1 | 1): GroupNode {
  const place = placeOf(root, id)
  return place ? move(root, id, { group: place.group, at: Math.max(0, place.at + by) }) : root
}

/** Puts it into a group of its own, where it stands. */
export const wrap = (root: GroupNode, id: string): GroupNode =>
  replace(root, id, (node) => newGroup([node], 'any'))

export const duplicate = (root: GroupNode, id: string): GroupNode => {
  const [node, place] = [find(root, id), placeOf(root, id)]
  return node && place ? insert(root, copyOf(node), { group: place.group, at: place.at + 1 }) : root
}

const copyOf = (node: Node): Node =>
  node.kind === 'condition'
    ? newCondition(node.condition, node.negated)
    : newGroup(node.of.map(copyOf), node.mode)
