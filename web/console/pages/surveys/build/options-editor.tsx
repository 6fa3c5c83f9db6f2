/** The options of a choice: typed, pasted as lines, moved, removed; and a text of one's own. */
import { useEffect, useId, useRef } from 'preact/hooks'
import { OPTIONS, type Question } from '../../../../../shared/question.ts'
import { announce } from '../../../parts/announcer.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { classes } from '../../../parts/classes.ts'
import { Input } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Grip, useReorder } from '../../../parts/reorder.tsx'
import { useEditedSurvey, useIssueAt } from '../editing/context.tsx'
import styles from './options-editor.module.css'
import { addOptions, changeQuestion, moveOption, removeOption, renameOption } from './question-edits.ts'

export function OptionsEditor({ question, at }: { question: Question; at: number }) {
  const { survey, change } = useEditedSurvey()
  const issueAt = useIssueAt()
  const label = useId()
  const { id, options } = question
  const rows = options.length < OPTIONS ? [...options, ''] : options
  const list = useRef<HTMLDivElement>(null)
  /** The option as it was when one began to type in it. */
  const was = useRef<{ text: string; logic: Question['logic'] }>(undefined)
  const focusNext = useRef<number>(undefined)
  const reorder = useReorder((from, to) => move(from, to))

  const inputs = () => [...(list.current?.querySelectorAll('input') ?? [])]
  useEffect(() => {
    const place = focusNext.current
    focusNext.current = undefined
    if (place !== undefined) inputs()[place]?.focus()
  }, [options])

  const move = (from: number, to: number) => {
    if (to < 0 || to >= options.length) return
    focusNext.current = to
    change(moveOption(survey, id, from, to))
    announce(`Moved to ${to + 1} of ${options.length}`)
  }
  const remove = (place: number, then: number) => {
    focusNext.current = Math.max(0, then)
    change(removeOption(survey, id, place))
  }
  const add = (place: number, texts: readonly string[]) => {
    const room = OPTIONS - options.length
    const next = addOptions(survey, id, place, texts.slice(0, room))
    const count = (next.questions.find((one) => one.id === id)?.options.length ?? 0) - options.length
    focusNext.current = place + count
    change(next)
  }
  const write = (place: number, text: string) => {
    const merge = `option ${id} ${place}`
    if (place === options.length) {
      was.current = { text, logic: question.logic }
      return change(changeQuestion(survey, id, { options: [...options, text] }), merge)
    }
    const from = was.current ?? { text: options[place] ?? '', logic: question.logic }
    change(renameOption(survey, id, place, text, from), merge)
  }
  const press = (place: number) => (event: KeyboardEvent) => {
    const { currentTarget: input } = event
    if (!(input instanceof HTMLInputElement) || event.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      inputs()[place + 1]?.focus()
    } else if (event.key === 'Backspace' && input.value === '' && place > 0) {
      event.preventDefault()
      if (place < options.length) remove(place, place - 1)
      else inputs()[place - 1]?.focus()
    } else if (
      place < options.length &&
      event.altKey &&
      (event.key === 'ArrowUp' || event.key === 'ArrowDown')
    ) {
      event.preventDefault()
      move(place, place + (event.key === 'ArrowUp' ? -1 : 1))
    }
  }
  /** Several lines, of a spreadsheet or a document, become as many options. */
  const paste = (place: number) => (event: ClipboardEvent) => {
    const lines = linesOf(event.clipboardData?.getData('text/plain') ?? '')
    if (lines.length < 2) return
    event.preventDefault()
    add(place, lines)
  }

  return (
    <section class={styles.options} aria-labelledby={label} data-field={`questions.${at}.options`} ref={list}>
      <h3 id={label} class={styles.label}>
        Options
      </h3>
      <ol role="list" class={styles.list} ref={reorder.list}>
        {/* The row after the last becomes an option as one types in it: nothing moves, and no key is lost. */}
        {rows.map((option, place) => {
          const isNew = place === options.length
          const issue = issueAt(`questions.${at}.options.${place}`)
          return (
            <li
              key={place}
              class={classes(styles.option, !isNew && reorder.look(place))}
              data-field={`questions.${at}.options.${place}`}
              onPaste={paste(isNew ? place : place + 1)}
            >
              {isNew ? (
                <span class={styles.plus} aria-hidden="true">
                  <Icon name="plus" />
                </span>
              ) : (
                <span {...reorder.handle(place)}>
                  <Grip />
                </span>
              )}
              <span
                class={styles.text}
                onFocusIn={() => (was.current = { text: option, logic: question.logic })}
                onFocusOut={() => {
                  was.current = undefined
                  if (!isNew && option.trim() === '') change(removeOption(survey, id, place))
                }}
              >
                <Input
                  aria-label={isNew ? 'Add an option' : `Option ${place + 1}`}
                  placeholder={isNew ? 'Add an option, or paste a list' : ''}
                  value={option}
                  maxLength={250}
                  {...(issue && { 'aria-invalid': true as const })}
                  onKeyDown={press(place)}
                  onInput={(text) => write(place, text)}
                />
              </span>
              {!isNew && (
                <IconButton
                  small
                  icon="close"
                  label={`Remove option ${place + 1}${option && `, ${option}`}`}
                  onClick={() => remove(place, place)}
                />
              )}
              {issue && <p class={styles.issue}>{issue}</p>}
            </li>
          )
        })}
      </ol>
      {issueAt(`questions.${at}.options`) !== undefined && (
        <p class={styles.issue} role="status">
          <Icon name="warn" /> {issueAt(`questions.${at}.options`)}
        </p>
      )}
      <label class={styles.other}>
        <input
          type="checkbox"
          checked={question.other}
          onChange={(event) => change(changeQuestion(survey, id, { other: event.currentTarget.checked }))}
        />
        Also “Other”, with a text of their own
      </label>
    </section>
  )
}

/** Bullets and numbers before them are left out. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n|\t/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(0, 250))
}
