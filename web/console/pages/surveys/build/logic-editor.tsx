/** The rules of a question, in words: if the answer is this, go there. The first that holds wins. */
import { useId } from 'preact/hooks'
import { idleRules } from '../../../../../shared/branching.ts'
import { LOGIC_OPS, type Question, type Rule, RULES } from '../../../../../shared/question.ts'
import { OPS_OF, SCORES } from '../../../../../shared/rule.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Input, Select } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useEditedSurvey, useIssueAt } from '../editing/context.tsx'
import { textOf } from '../words.ts'
import styles from './logic-editor.module.css'
import { opWords } from './op-words.ts'
import { changeQuestion, freshRule, moved, valueFor } from './question-edits.ts'

export function LogicEditor({ question, at }: { question: Question; at: number }) {
  const { survey, change, readOnly } = useEditedSurvey()
  const issueAt = useIssueAt()
  const label = useId()
  const { id, logic } = question
  const { questions } = survey
  const idle = idleRules(questions)
  const write = (rules: Rule[], merge?: string) => change(changeQuestion(survey, id, { logic: rules }), merge)
  const targets = [
    ...questions.flatMap(({ id: other, text, type }, place) =>
      other === id ? [] : [[other, `${place + 1}. ${textOf(text, type)}`] as const],
    ),
    ['end', 'the thank-you card'] as const,
  ]
  const following = questions[at + 1]
  const next = following ? `${at + 2}. ${textOf(following.text, following.type)}` : 'the thank-you card'
  const needsOptions =
    (question.type === 'single' || question.type === 'multi') && question.options.length === 0

  return (
    <section class={styles.logic} aria-labelledby={label} data-field={`questions.${at}.logic`}>
      <h3 id={label} class={styles.title}>
        What comes next
      </h3>
      {logic.length > 0 && (
        <ol role="list" class={styles.rules}>
          {logic.map((rule, place) => {
            const path = `questions.${at}.logic.${place}`
            const issue =
              issueAt(path) ?? issueAt(`${path}.value`) ?? issueAt(`${path}.op`) ?? issueAt(`${path}.goTo`)
            const warning = issue === undefined ? idle.find((one) => one.path === path)?.message : undefined
            const set = (changed: Partial<Rule>, merge?: string) =>
              write(
                logic.map((one, other) => (other === place ? { ...one, ...changed } : one)),
                merge,
              )
            return (
              <li key={place} class={styles.rule} data-field={path}>
                <div class={styles.words}>
                  <span class={styles.word}>If</span>
                  <Select
                    aria-label={`Rule ${place + 1}: if`}
                    class={styles.op}
                    value={rule.op}
                    options={OPS_OF[question.type].map((op) => [op, opWords(question.type, op)])}
                    onInput={(chosen) => {
                      const op = LOGIC_OPS.find((one) => one === chosen)
                      if (op)
                        write(
                          logic.map((one, other) =>
                            other === place
                              ? { op, goTo: one.goTo, ...valueFor(question, op, one.value) }
                              : one,
                          ),
                        )
                    }}
                  />
                  <Value
                    question={question}
                    rule={rule}
                    place={place}
                    onChange={(value) => set({ value }, `rule ${id} ${place}`)}
                  />
                  <span class={styles.goTo}>
                    {' '}
                    <span class={styles.word}>go to</span>
                    <Select
                      aria-label={`Rule ${place + 1}: go to`}
                      class={styles.target}
                      value={rule.goTo}
                      options={targets}
                      {...(issue && { 'aria-invalid': true as const })}
                      onInput={(goTo) => set({ goTo })}
                    />
                  </span>{' '}
                  {!readOnly && (
                    <span class={styles.buttons}>
                      {place > 0 && (
                        <IconButton
                          small
                          icon="up"
                          label={`Move rule ${place + 1} up: the first that holds wins`}
                          onClick={() => write(moved(logic, place, place - 1))}
                        />
                      )}
                      <IconButton
                        small
                        icon="close"
                        label={`Remove rule ${place + 1}`}
                        onClick={() => write(logic.filter((_, other) => other !== place))}
                      />
                    </span>
                  )}
                </div>
                {(issue ?? warning) !== undefined && (
                  <p class={issue === undefined ? styles.warning : styles.issue} role="status">
                    <Icon name="warn" />{' '}
                    {issue ?? warning?.replace(/^the rule .* never wins/, 'This rule never wins')}
                  </p>
                )}
              </li>
            )
          })}
        </ol>
      )}
      <p class={styles.otherwise}>
        {logic.length > 0 ? 'Otherwise it goes on to' : 'It goes on to'}{' '}
        <span class={styles.next}>{next}</span>
      </p>
      {!readOnly && logic.length < RULES && (
        <div class={styles.foot}>
          <Button
            small
            icon="plus"
            disabled={needsOptions}
            onClick={() => write([...logic, freshRule(question)])}
          >
            Add a rule
          </Button>
          {needsOptions && <span class={styles.hint}>Rules need an option first.</span>}
        </div>
      )}
    </section>
  )
}

function Value({
  question,
  rule: { op, value },
  place,
  onChange,
}: {
  question: Question
  rule: Rule
  place: number
  onChange: (value: NonNullable<Rule['value']>) => void
}) {
  const label = `Rule ${place + 1}: value`
  if (op === 'submitted' || op === 'skipped') return null
  switch (question.type) {
    case 'single':
      return (
        <Select
          aria-label={label}
          class={styles.value}
          value={String(value ?? '')}
          options={question.options.map((option) => [option, option])}
          onInput={onChange}
        />
      )
    case 'rating':
    case 'nps': {
      const [least, most] = SCORES[question.type]
      return (
        <Select
          aria-label={label}
          class={styles.score}
          value={String(value ?? '')}
          options={Array.from({ length: most - least + 1 }, (_, step) => [
            `${least + step}`,
            `${least + step}`,
          ])}
          onInput={(score) => onChange(Number(score))}
        />
      )
    }
    case 'multi': {
      const chosen = new Set(Array.isArray(value) ? value : [])
      return (
        <fieldset class={styles.several}>
          <legend class="said">{label}</legend>
          {question.options.map((option) => (
            <label key={option} class={styles.chip}>
              <input
                type="checkbox"
                checked={chosen.has(option)}
                onChange={() => {
                  const next = question.options.filter((one) => (one === option) !== chosen.has(one))
                  // At least one is asked for: a rule about nothing never holds.
                  if (next.length > 0) onChange(next)
                }}
              />
              {option}
            </label>
          ))}
        </fieldset>
      )
    }
    default:
      return (
        <Input
          aria-label={label}
          class={styles.value}
          placeholder="a word, in any case"
          value={String(value ?? '')}
          maxLength={250}
          onInput={onChange}
        />
      )
  }
}
