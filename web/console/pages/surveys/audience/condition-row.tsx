/** One condition: what is asked, how many meet it, and what is missing or odd about it. */
import type { ComponentChildren } from 'preact'
import type { Condition } from '../../../../../shared/filter.ts'
import { Icon } from '../../../parts/icon.tsx'
import { AttributeFields } from './attribute-fields.tsx'
import { missing } from './condition.ts'
import styles from './condition-row.module.css'
import type { Edit } from './edit.ts'
import { EventFields } from './event-fields.tsx'
import { LeastFields } from './least-fields.tsx'
import { MetCount } from './met-count.tsx'
import { replace } from './tree-edits.ts'
import type { ConditionNode } from './tree.ts'

export function ConditionRow({
  edit,
  node,
  actions,
}: {
  edit: Edit
  node: ConditionNode
  actions: ComponentChildren
}) {
  const { env, apply, names, fresh } = edit
  const name = names.get(node.id) ?? ''
  const { condition } = node
  const change = (next: Condition) =>
    apply(
      (root) =>
        replace(root, node.id, (found) =>
          found.kind === 'condition' ? { ...found, condition: next } : found,
        ),
      { merge: node.id },
    )
  const common = { env, name: name.toLowerCase(), isFresh: fresh === node.id, onChange: change }
  const lacking = missing(condition)
  return (
    <div role="group" aria-label={name} class={styles.row} data-node={node.id}>
      <div class={styles.fields}>
        {condition.kind === 'attribute' && <AttributeFields {...common} condition={condition} />}
        {condition.kind === 'event' && <EventFields {...common} condition={condition} />}
        {(condition.kind === 'pageViews' || condition.kind === 'sessions') && (
          <LeastFields {...common} condition={condition} />
        )}
        {lacking !== undefined && (
          <p class={styles.missing}>
            <Icon name="info" />
            {lacking}
          </p>
        )}
      </div>
      <MetCount id={node.id} counting={edit.counting} />
      {actions}
    </div>
  )
}
