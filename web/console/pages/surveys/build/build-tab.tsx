/** The Build tab: the questions at the left, the open one in the middle, and at the right what people see. */
import { QUESTION_TYPES } from '../../../../../shared/question.ts'
import { Choices } from '../../../parts/choices.tsx'
import { createKeptStore, oneOf, useStore } from '../../../store.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { Preview } from '../preview/preview.tsx'
import { TypeIcon } from '../type-icon.tsx'
import { QUESTION } from '../words.ts'
import styles from './build-tab.module.css'
import { Flow } from './flow.tsx'
import { QuestionEditor } from './question-editor.tsx'
import { QuestionList } from './question-list.tsx'
import { ThankYouEditor } from './thank-you-editor.tsx'
import { useQuestionActions } from './use-question-actions.ts'
import { useSelected } from './use-selected.ts'

const shown = createKeptStore('asklet.builder.side', oneOf('preview', 'flow'))

export function BuildTab() {
  const { survey, readOnly } = useEditedSurvey()
  const { selected } = useSelected()
  const side = useStore(shown)
  const at = survey.questions.findIndex(({ id }) => id === selected)
  const question = survey.questions[at]
  return (
    <div class={styles.build}>
      <QuestionList />
      <div class={styles.editor} id="open-question">
        {question ? (
          <QuestionEditor key={question.id} question={question} at={at} />
        ) : selected === '' && !readOnly ? (
          <FirstQuestion />
        ) : (
          <ThankYouEditor />
        )}
      </div>
      {survey.questions.length > 0 && (
        <div class={styles.side}>
          <Choices
            legend="Beside the question"
            hideLegend
            chosen={side}
            choices={[
              ['preview', 'Preview'],
              ['flow', 'Flow'],
            ]}
            onChoose={shown.set}
          />
          {side === 'preview' ? <Preview survey={survey} at={selected} /> : <Flow />}
        </div>
      )}
    </div>
  )
}

function FirstQuestion() {
  const { add } = useQuestionActions()
  return (
    <section class={styles.first} aria-labelledby="first-question">
      <h2 id="first-question">What do you want to know?</h2>
      <p class={styles.lead}>
        Choose how the first question is answered. Two or three questions get the most answers.
      </p>
      <ul role="list" class={styles.types}>
        {QUESTION_TYPES.map((type) => (
          <li key={type}>
            <button type="button" class={styles.type} onClick={() => add(type)}>
              <TypeIcon type={type} />
              <span>
                <strong>{QUESTION[type][0]}</strong>
                <span class={styles.what}>{QUESTION[type][1]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
