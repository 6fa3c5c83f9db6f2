/** What every part of the filter editor is given: the tree, how to change it, and what is counted of it. */
import type { Condition } from '../../../../../shared/filter.ts'
import type { Counting } from './use-counts.ts'
import { type GroupNode, groupsOf, type Node } from './tree.ts'

export type Change = (root: GroupNode) => GroupNode

export type Edit = {
  env: string
  root: GroupNode
  counting: Counting
  /**
   * `merge` names what is typed in one go. `focus` is the ID of the node that is to have the focus then, `say` what is
   * read out.
   */
  apply: (change: Change, after?: { merge?: string; focus?: string; say?: string }) => void
  /** The node that was just added. */
  fresh: string | undefined
  /** What each node is called: `Condition 3`, `Group 1`. */
  names: ReadonlyMap<string, string>
}

/** What each kind of fields is given. */
export type FieldsOf<C extends Condition> = {
  env: string
  /** `condition 3` */
  name: string
  isFresh: boolean
  condition: C
  onChange: (next: Condition) => void
}

export function namesOf(root: GroupNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let conditions = 0
  const walk = (node: Node) => {
    if (node.kind === 'condition') names.set(node.id, `Condition ${++conditions}`)
    else node.of.forEach(walk)
  }
  walk(root)
  groupsOf(root).forEach(({ id }, place) => names.set(id, place === 0 ? 'The filter' : `Group ${place}`))
  return names
}
