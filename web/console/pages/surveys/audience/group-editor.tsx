/** One group of a filter: which of its conditions must hold, the conditions, and further groups. */
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { FILTER_CONDITIONS, FILTER_DEPTH } from '../../../../../shared/filter.ts'
import { IconButton } from '../../../parts/button.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Menu, type MenuItem } from '../../../parts/menu.tsx'
import { toast } from '../../../parts/toast.tsx'
import { classes } from '../../../parts/classes.ts'
import { EMPTY } from './condition.ts'
import { ConditionRow } from './condition-row.tsx'
import type { Edit } from './edit.ts'
import styles from './group-editor.module.css'
import { movesOf } from './moves.ts'
import { insert, placeOf, remove, replace } from './tree-edits.ts'
import { depthOf, type GroupNode, MODES, newCondition, newGroup, type Node, sizeOf } from './tree.ts'

const MODE_WORDS = {
  all: 'all of these hold',
  any: 'at least one of these holds',
  none: 'none of these holds',
} as const

const JOINTS = { all: ['', 'and'], any: ['', 'or'], none: ['not', 'nor'] } as const

export function GroupEditor({
  edit,
  group,
  level,
  actions,
}: {
  edit: Edit
  group: GroupNode
  level: number
  actions?: ComponentChildren
}) {
  const { apply, names } = edit
  const name = names.get(group.id) ?? ''
  const adder = useRef<HTMLDivElement>(null)
  const take = (node: Node) => {
    const place = placeOf(edit.root, node.id)
    apply((root) => remove(root, node.id))
    adder.current?.querySelector('button')?.focus()
    toast(`${names.get(node.id) ?? 'It'} removed`, {
      undo: () => apply((root) => insert(root, node, place ?? { group: group.id }), { focus: node.id }),
    })
  }
  const empty = level === 0 && group.of.length === 0
  const [first, further] = JOINTS[group.mode]
  return (
    <div
      role="group"
      aria-label={name}
      class={classes(styles.group, level > 0 && (level % 2 === 1 ? styles.sunken : styles.raised))}
      data-node={group.id}
    >
      {!empty && (
        <div class={styles.head}>
          <span class={styles.intro} aria-hidden="true">
            {level === 0 ? 'People for whom' : 'For whom'}
          </span>
          <Field label={`${name}: which of its conditions must hold`} hideLabel>
            {(tied) => (
              <Select
                {...tied}
                value={group.mode}
                options={MODES.map((mode) => [mode, MODE_WORDS[mode]])}
                onInput={(chosen) => {
                  const mode = MODES.find((one) => one === chosen)
                  if (mode)
                    apply((root) =>
                      replace(root, group.id, (node) => (node.kind === 'group' ? { ...node, mode } : node)),
                    )
                }}
              />
            )}
          </Field>
          {level > 0 && <span class={styles.name}>{name}</span>}
          {actions}
        </div>
      )}
      {group.of.length > 0 && (
        <ol role="list" class={styles.list}>
          {group.of.map((node, at) => (
            <li key={node.id} class={classes(styles.item, node.kind === 'group' && styles.nested)}>
              <span class={styles.joint}>
                {[at === 0 ? first : further, node.kind === 'condition' && node.negated && 'not']
                  .filter(Boolean)
                  .join(' ')}
              </span>
              {node.kind === 'condition' ? (
                <ConditionRow
                  edit={edit}
                  node={node}
                  actions={<Actions edit={edit} node={node} take={take} />}
                />
              ) : (
                <GroupEditor
                  edit={edit}
                  group={node}
                  level={level + 1}
                  actions={<Actions edit={edit} node={node} take={take} />}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      <div ref={adder} class={classes(styles.add, empty && styles.alone)}>
        <Menu
          label={`Add to ${name}`}
          class={styles.adder}
          button={
            <>
              <Icon name="plus" />
              {empty ? 'Ask only some people…' : 'Add…'}
            </>
          }
          items={additions(edit, group, level)}
        />
      </div>
    </div>
  )
}

function Actions({ edit, node, take }: { edit: Edit; node: Node; take: (node: Node) => void }) {
  const name = edit.names.get(node.id) ?? ''
  return (
    <span class={styles.actions}>
      <Menu label={`More for ${name}`} icon="more" items={movesOf(edit, node)} />
      <IconButton icon="close" label={`Remove ${name}`} onClick={() => take(node)} />
    </span>
  )
}

function additions({ apply, root }: Edit, group: GroupNode, level: number): MenuItem[] {
  const full = sizeOf(root) >= FILTER_CONDITIONS
  const add = (node: Node) => () => apply((now) => insert(now, node, { group: group.id }), { focus: node.id })
  const item = (label: string, icon: MenuItem['icon'], kind: keyof typeof EMPTY): MenuItem => ({
    label,
    ...(icon && { icon }),
    disabled: full,
    run: add(newCondition(EMPTY[kind])),
  })
  // Each level may be a "none", which is two.
  const deep = depthOf(root) >= FILTER_DEPTH || 2 * (level + 2) > FILTER_DEPTH
  return [
    item('What someone is: an attribute', 'user', 'attribute'),
    item('What someone did: an event', 'events', 'event'),
    item('Page views', 'eye', 'pageViews'),
    item('Sessions', 'calls', 'sessions'),
    {
      label: 'A group of conditions',
      icon: 'filter',
      disabled: full || deep,
      run: add(newGroup([newCondition(EMPTY.attribute)], 'any')),
    },
  ]
}
