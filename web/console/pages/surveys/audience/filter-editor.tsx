/** Edits a filter: groups of conditions, with how many people meet each. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Filter } from '../../../../../shared/filter.ts'
import { announce } from '../../../parts/announcer.tsx'
import { useEnvironment } from '../../../session.tsx'
import { type Edit, namesOf } from './edit.ts'
import styles from './filter-editor.module.css'
import { GroupEditor } from './group-editor.tsx'
import { Summary } from './summary.tsx'
import { type GroupNode, settle, treeOf } from './tree.ts'
import { useCounts } from './use-counts.ts'

export function FilterEditor({
  filter,
  within,
  everyone = 'Everyone, known or not.',
  readOnly,
  onChange,
}: {
  filter: Filter | null
  /** What must hold beside it, for the count. */
  within?: Filter | undefined
  /** In words, who it is without a filter. */
  everyone?: string | undefined
  readOnly: boolean
  /** `merge` names what is typed in one go. */
  onChange: (filter: Filter | null, merge?: string) => void
}) {
  const { id: env } = useEnvironment()
  const [root, setRoot] = useState(() => treeOf(filter))
  const latest = useRef(root)
  const focus = useRef<string>(undefined)
  const [fresh, setFresh] = useState<string>()
  const given = JSON.stringify(filter)
  const known = useRef(given)
  const show = (next: GroupNode) => {
    latest.current = next
    setRoot(next)
  }
  // At once: a moment later another key may have been pressed, and what is given would be taken for another's.
  useLayoutEffect(() => {
    // Another than what was made here: a step was undone, or somebody else's version taken.
    if (given === known.current) return
    known.current = given
    show(treeOf(filter))
  }, [given])

  const settled = settle(root)
  const counting = useCounts(env, settled, within)
  const apply: Edit['apply'] = (change, { merge, focus: to, say } = {}) => {
    const next = change(latest.current)
    if (next === latest.current) return
    show(next)
    focus.current = to
    setFresh(to)
    if (say !== undefined) announce(say)
    const made = settle(next).filter
    const text = JSON.stringify(made)
    if (text === known.current) return
    known.current = text
    onChange(made, merge === undefined ? undefined : `filter ${merge}`)
  }
  useLayoutEffect(() => {
    const id = focus.current
    focus.current = undefined
    if (id === undefined) return
    document.querySelector<HTMLElement>(`[data-node="${id}"] :is(input, select, button)`)?.focus()
  }, [root])

  const edit: Edit = { env, root, counting, apply, fresh, names: namesOf(root) }
  return (
    <div class={styles.editor} data-field="filter">
      <Summary everyone={everyone} settled={settled} counting={counting} />
      <fieldset disabled={readOnly} class={styles.root}>
        <legend class="said">Filter</legend>
        <GroupEditor edit={edit} group={root} level={0} />
      </fieldset>
    </div>
  )
}
