/** The survey's questions in their order, and the card at the end: open one, move, copy, remove, add. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { QUESTION_TYPES } from '../../../../../shared/question.ts'
import { classes } from '../../../parts/classes.ts'
import { Icon } from '../../../parts/icon.tsx'
import { Menu } from '../../../parts/menu.tsx'
import { Grip, useReorder } from '../../../parts/reorder.tsx'
import { useShortcuts } from '../../../shortcuts.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { TypeIcon } from '../type-icon.tsx'
import { QUESTION, textOf } from '../words.ts'
import styles from './question-list.module.css'
import { useQuestionActions } from './use-question-actions.ts'
import { useSelected } from './use-selected.ts'

export function QuestionList() {
  const { survey, readOnly, issues } = useEditedSurvey()
  const { selected, select } = useSelected()
  const actions = useQuestionActions()
  const { questions } = survey
  const reorder = useReorder(actions.move)
  const refocus = useRef<string>(undefined)
  const rows = useRef(new Map<string, HTMLElement>())

  const open = (id: string) => {
    select(id)
    // On a narrow screen the question stands below the list.
    if (matchMedia('(max-width: 48rem)').matches)
      document.getElementById('open-question')?.scrollIntoView({ block: 'start' })
  }
  useLayoutEffect(() => {
    // A row that moved in the document has lost the focus.
    if (refocus.current !== undefined) rows.current.get(refocus.current)?.focus()
    refocus.current = undefined
  }, [questions])

  const walk = (step: 1 | -1) => {
    const ids = [...questions.map(({ id }) => id), 'end']
    const next = ids[ids.indexOf(selected) + step]
    if (next === undefined) return
    select(next)
    rows.current.get(next)?.focus()
  }
  const moveBy = (step: 1 | -1) => {
    const at = actions.placeOf(selected)
    if (at < 0 || readOnly) return
    refocus.current = selected
    actions.move(at, at + step)
  }
  useShortcuts('Questions', {
    j: ['Next question', () => walk(1)],
    k: ['Previous question', () => walk(-1)],
    ...(!readOnly && {
      'alt+ArrowUp': ['Move the question up', () => moveBy(-1)],
      'alt+ArrowDown': ['Move the question down', () => moveBy(1)],
      d: ['Duplicate the question', () => selected !== 'end' && actions.duplicate(selected)],
      Backspace: ['Remove the question', () => selected !== 'end' && actions.remove(selected)],
      Delete: ['Remove the question', () => selected !== 'end' && actions.remove(selected)],
    }),
  })
  const keep = (id: string) => (row: HTMLElement | null) => {
    if (row) rows.current.set(id, row)
    else rows.current.delete(id)
  }
  const faultOf = (at: number) =>
    issues.find(({ path }) => path === `questions.${at}` || path.startsWith(`questions.${at}.`))?.message

  return (
    <nav class={styles.side} aria-label="Questions" data-field="questions">
      <ol role="list" class={styles.list} ref={reorder.list}>
        {questions.map(({ id, type, text, required, logic }, at) => (
          <li key={id} class={classes(styles.row, selected === id && styles.open, reorder.look(at))}>
            {!readOnly && (
              <span {...reorder.handle(at)}>
                <Grip />
              </span>
            )}
            <button
              ref={keep(id)}
              type="button"
              class={styles.question}
              aria-current={selected === id || undefined}
              onClick={() => open(id)}
            >
              <span class={styles.number}>{at + 1}</span>
              <TypeIcon type={type} />
              <span class={classes(styles.text, text.trim() === '' && styles.wordless)}>
                {textOf(text, type)}
              </span>
              {required && (
                <span class={styles.required} title="Required">
                  *<span class="said"> required</span>
                </span>
              )}
              {logic.length > 0 && (
                <span class={styles.mark} title="It has rules">
                  <Icon name="merge" />
                  <span class="said">, has rules</span>
                </span>
              )}
              {faultOf(at) !== undefined && (
                <span class={styles.fault} title={faultOf(at)}>
                  <Icon name="warn" />
                  <span class="said">, needs mending</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <button
        ref={keep('end')}
        type="button"
        class={classes(styles.question, styles.end, selected === 'end' && styles.open)}
        aria-current={selected === 'end' || undefined}
        onClick={() => open('end')}
      >
        <TypeIcon type="end" />
        <span class={styles.text}>Thank-you card</span>
      </button>
      {!readOnly && <AddQuestion />}
    </nav>
  )
}

function AddQuestion() {
  const { add } = useQuestionActions()
  return (
    <Menu
      label="Add a question"
      class={styles.add}
      button={
        <>
          <Icon name="plus" /> Add a question
        </>
      }
      items={QUESTION_TYPES.map((type) => ({
        label: (
          <span class={styles.type}>
            <TypeIcon type={type} />
            <span>
              {QUESTION[type][0]}
              <span class={styles.what}>{QUESTION[type][1]}</span>
            </span>
          </span>
        ),
        run: () => add(type),
      }))}
    />
  )
}
