/** What the menu of a condition or a group offers: everything that a drag would do, and its opposite. */
import { FILTER_DEPTH } from '../../../../../shared/filter.ts'
import type { MenuItem } from '../../../parts/menu.tsx'
import type { Change, Edit } from './edit.ts'
import { duplicate, find, move, placeOf, replace, shift, wrap } from './tree-edits.ts'
import { depthOf, groupsOf, type Node } from './tree.ts'

export function movesOf({ root, apply, names }: Edit, node: Node): MenuItem[] {
  const name = names.get(node.id) ?? ''
  const place = placeOf(root, node.id)
  const parent = groupsOf(root).find(({ id }) => id === place?.group)
  if (!place || !parent) return []
  const change = (change: Change, say?: string) => () =>
    apply(change, { focus: node.id, ...(say !== undefined && { say }) })
  const fits = (change: Change): boolean => depthOf(change(root)) <= FILTER_DEPTH
  const others = groupsOf(root).filter(({ id }) => id !== parent.id && !find(node, id))
  const negate: Change = (now) =>
    replace(now, node.id, (found) =>
      found.kind === 'condition' ? { ...found, negated: !found.negated } : found,
    )
  return [
    ...(node.kind === 'condition'
      ? [
          {
            label: node.negated ? 'Turn back: must hold' : 'Turn round: must not hold',
            icon: 'undo' as const,
            disabled: !fits(negate),
            run: change(negate),
          },
        ]
      : []),
    {
      label: 'Move up',
      icon: 'up',
      disabled: place.at === 0,
      run: change((now) => shift(now, node.id, -1), `${name} moved up`),
    },
    {
      label: 'Move down',
      icon: 'down',
      disabled: place.at === parent.of.length - 1,
      run: change((now) => shift(now, node.id, 1), `${name} moved down`),
    },
    ...others.map(({ id }): MenuItem => {
      const to: Change = (now) => move(now, node.id, { group: id })
      const where = id === root.id ? 'the outermost group' : (names.get(id) ?? '')
      return {
        label: `Move to ${where}`,
        icon: 'right',
        disabled: !fits(to),
        run: change(to, `${name} moved to ${where}`),
      }
    }),
    {
      label: 'Put into a group of its own',
      icon: 'filter',
      disabled: !fits((now) => wrap(now, node.id)),
      run: change((now) => wrap(now, node.id)),
    },
    { label: 'Duplicate', icon: 'copy', run: change((now) => duplicate(now, node.id)) },
  ]
}
