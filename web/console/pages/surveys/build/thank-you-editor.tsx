/** The card at the end. */
import { Field, Input, Textarea } from '../../../parts/field.tsx'
import { useEditedSurvey, useIssueAt } from '../editing/context.tsx'
import styles from './question-editor.module.css'

export function ThankYouEditor() {
  const { survey, change, readOnly } = useEditedSurvey()
  const issueAt = useIssueAt()
  const { thankYou } = survey
  return (
    <section class={styles.editor} aria-label="Thank-you card" data-field="thankYou">
      <header class={styles.head}>
        <h2 class={styles.number}>Thank-you card</h2>
      </header>
      <fieldset disabled={readOnly} class={styles.fields}>
        <div data-field="thankYou.title">
          <Field label="Title" error={issueAt('thankYou.title')}>
            {(tied) => (
              <Input
                {...tied}
                value={thankYou.title}
                maxLength={250}
                onInput={(title) => change({ thankYou: { ...thankYou, title } })}
              />
            )}
          </Field>
        </div>
        <div data-field="thankYou.text">
          <Field label="Text" error={issueAt('thankYou.text')}>
            {(tied) => (
              <Textarea
                {...tied}
                rows={3}
                maxLength={2_000}
                value={thankYou.text}
                placeholder="Optional: what happens with their answers"
                onInput={(text) => change({ thankYou: { ...thankYou, text } })}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </section>
  )
}
