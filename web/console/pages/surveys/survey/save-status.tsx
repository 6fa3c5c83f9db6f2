/** Whether what is edited is saved, and the steps back and forth. */
import { useEffect, useRef } from 'preact/hooks'
import { announce } from '../../../parts/announcer.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { classes } from '../../../parts/classes.ts'
import { useShortcuts } from '../../../shortcuts.ts'
import { useStore } from '../../../store.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { saveWords } from '../editing/save-state.ts'
import styles from './save-status.module.css'

const TROUBLE = new Set(['offline', 'refused', 'conflict'])

export function SaveStatus({
  onWalk,
}: {
  /** Where a step back or forth has led to. */ onWalk: (path: string) => void
}) {
  const { editor, readOnly } = useEditedSurvey()
  const { save, steps } = useStore(editor.state)
  const isTrouble = TROUBLE.has(save.kind)
  const words = saveWords(save)
  const said = useRef(false)
  useEffect(() => {
    // Every pause of typing saves: only what went wrong, and that it is well again, is worth saying.
    if (isTrouble) announce(words)
    else if (said.current && save.kind === 'saved') announce(words)
    said.current = isTrouble || (said.current && save.kind !== 'saved')
  }, [words])

  const walk = (step: () => string | undefined, done: string) => {
    const path = step()
    if (path === undefined) return
    announce(done)
    onWalk(path)
  }
  const undo = () => walk(editor.undo, 'Undone')
  const redo = () => walk(editor.redo, 'Done again')
  useShortcuts(
    'This survey',
    readOnly
      ? {}
      : {
          'mod+z': ['Undo', undo],
          'mod+shift+z': ['Redo', redo],
          'mod+y': ['Redo', redo],
          'mod+s': ['Save now', () => void (save.kind === 'waiting' && editor.flush())],
        },
  )
  if (readOnly) return null
  return (
    <div class={styles.status}>
      <span class={classes(styles.words, isTrouble && styles.trouble)}>{words}</span>
      <IconButton small icon="undo" label="Undo" disabled={steps.back === 0} onClick={undo} />
      <IconButton
        small
        icon="undo"
        label="Redo"
        class={styles.redo}
        disabled={steps.forth === 0}
        onClick={redo}
      />
    </div>
  )
}
