/** One question: its words, what it may be answered with, and what comes next. */
import { QUESTION_TYPES, type Question, RATING_SCALES } from '../../../../../shared/question.ts'
import { NPS_NOTICE } from '../../../../../shared/templates/template.ts'
import { Choices } from '../../../parts/choices.tsx'
import { Field, Input, Select, Textarea } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Kbd } from '../../../parts/kbd.tsx'
import { Menu } from '../../../parts/menu.tsx'
import { Switch } from '../../../parts/switch.tsx'
import { useEditedSurvey, useIssueAt } from '../editing/context.tsx'
import { QUESTION } from '../words.ts'
import { LogicEditor } from './logic-editor.tsx'
import { OptionsEditor } from './options-editor.tsx'
import { changeQuestion, changeType, hasOptions } from './question-edits.ts'
import styles from './question-editor.module.css'
import { useQuestionActions } from './use-question-actions.ts'

export function QuestionEditor({ question, at }: { question: Question; at: number }) {
  const { survey, change, readOnly } = useEditedSurvey()
  const issueAt = useIssueAt()
  const path = `questions.${at}`
  const write = (part: Partial<Question>) => change(changeQuestion(survey, question.id, part))
  const unreached = issueAt(path)
  return (
    <section class={styles.editor} aria-label={`Question ${at + 1}`} data-field={path}>
      <header class={styles.head}>
        <h2 class={styles.number}>Question {at + 1}</h2>
        <div class={styles.type} data-field={`${path}.type`}>
          <Select
            aria-label="Type"
            value={question.type}
            disabled={readOnly}
            options={QUESTION_TYPES.map((type) => [type, QUESTION[type][0]])}
            onInput={(chosen) => {
              const type = QUESTION_TYPES.find((one) => one === chosen)
              if (type) change(changeType(survey, question.id, type))
            }}
          />
        </div>
        <span class={styles.required}>
          <Switch
            checked={question.required}
            disabled={readOnly}
            label="Required"
            onChange={(required) => write({ required })}
          />
        </span>
        {!readOnly && <More question={question} at={at} />}
      </header>
      {(unreached ?? issueAt(`${path}.type`)) !== undefined && (
        <p class={styles.issue} role="status">
          <Icon name="warn" /> {unreached ?? issueAt(`${path}.type`)}
        </p>
      )}
      <fieldset disabled={readOnly} class={styles.fields}>
        <div data-field={`${path}.text`}>
          <Field label="Question" error={issueAt(`${path}.text`)}>
            {(tied) => (
              <Textarea
                {...tied}
                class={styles.text}
                rows={1}
                maxLength={2_000}
                value={question.text}
                placeholder={PLACEHOLDER[question.type]}
                onInput={(text) => write({ text })}
              />
            )}
          </Field>
        </div>
        <div data-field={`${path}.description`}>
          <Field label="Description" error={issueAt(`${path}.description`)}>
            {(tied) => (
              <Textarea
                {...tied}
                class={styles.line}
                rows={1}
                maxLength={2_000}
                value={question.description}
                placeholder="Optional, in smaller letters below"
                onInput={(description) => write({ description })}
              />
            )}
          </Field>
        </div>
        {hasOptions(question.type) && <OptionsEditor question={question} at={at} />}
        {question.type === 'rating' && (
          <Choices
            legend="Shown as"
            chosen={question.scale}
            choices={RATING_SCALES.map((scale) => [scale, SCALES[scale]])}
            onChoose={(scale) => write({ scale })}
          />
        )}
        {(question.type === 'rating' || question.type === 'nps') && (
          <div class={styles.pair}>
            <Words
              question={question}
              at={at}
              field="low"
              label={`What ${question.type === 'nps' ? 0 : 1} means`}
              placeholder="Not at all likely"
            />
            <Words
              question={question}
              at={at}
              field="high"
              label={`What ${question.type === 'nps' ? 10 : 5} means`}
              placeholder="Very likely"
            />
          </div>
        )}
        {question.type === 'open' && (
          <Words
            question={question}
            at={at}
            field="placeholder"
            label="Placeholder"
            placeholder="Shown until they type"
          />
        )}
        {question.type === 'prompt' && (
          <div class={styles.pair}>
            <Words question={question} at={at} field="label" label="Button" placeholder="Next" />
            <div data-field={`${path}.link`}>
              <Field label="Leads to" error={issueAt(`${path}.link`)}>
                {(tied) => (
                  <Input
                    {...tied}
                    type="url"
                    placeholder="Nothing: it goes on"
                    value={question.link ?? ''}
                    onInput={(link) => write({ link: link.trim() || null })}
                    onBlur={() => {
                      const { link } = question
                      if (link && !/^[a-z]+:/i.test(link) && /^[^\s/]+\.[^\s]+$/.test(link))
                        write({ link: `https://${link}` })
                    }}
                  />
                )}
              </Field>
            </div>
          </div>
        )}
        {question.type === 'consent' && (
          <Words question={question} at={at} field="label" label="The box says" placeholder="I agree" />
        )}
        <LogicEditor question={question} at={at} />
        {question.type === 'nps' && <p class={styles.notice}>{NPS_NOTICE}</p>}
      </fieldset>
    </section>
  )
}

function Words({
  question,
  at,
  field,
  label,
  placeholder,
}: {
  question: Question
  at: number
  field: 'low' | 'high' | 'placeholder' | 'label'
  label: string
  placeholder: string
}) {
  const { survey, change } = useEditedSurvey()
  const path = `questions.${at}.${field}`
  const error = useIssueAt()(path)
  return (
    <div data-field={path}>
      <Field label={label} error={error}>
        {(tied) => (
          <Input
            {...tied}
            value={question[field]}
            maxLength={250}
            placeholder={placeholder}
            onInput={(text) => change(changeQuestion(survey, question.id, { [field]: text }))}
          />
        )}
      </Field>
    </div>
  )
}

function More({ question, at }: { question: Question; at: number }) {
  const { survey } = useEditedSurvey()
  const actions = useQuestionActions()
  return (
    <Menu
      label={`More for question ${at + 1}`}
      icon="more"
      items={[
        {
          label: <Keyed words="Duplicate" keys="d" />,
          icon: 'copy',
          run: () => actions.duplicate(question.id),
        },
        {
          label: <Keyed words="Move up" keys="alt+ArrowUp" />,
          icon: 'up',
          disabled: at === 0,
          run: () => actions.move(at, at - 1),
        },
        {
          label: <Keyed words="Move down" keys="alt+ArrowDown" />,
          icon: 'down',
          disabled: at === survey.questions.length - 1,
          run: () => actions.move(at, at + 1),
        },
        {
          label: <Keyed words="Remove" keys="Delete" />,
          icon: 'erase',
          danger: true,
          run: () => actions.remove(question.id),
        },
      ]}
    />
  )
}

const Keyed = ({ words, keys }: { words: string; keys: string }) => (
  <span class={styles.keyed}>
    {words} <Kbd keys={keys} />
  </span>
)

const SCALES = { numbers: 'Numbers', stars: 'Stars', smileys: 'Smileys' } as const

const PLACEHOLDER: Readonly<Record<Question['type'], string>> = {
  open: 'What could we do better?',
  single: 'Which of these fits best?',
  multi: 'Which of these do you use?',
  rating: 'How satisfied are you with…?',
  nps: 'How likely are you to recommend us to a friend or colleague?',
  prompt: 'We would love to hear more',
  consent: 'May we come back to you on this?',
}
