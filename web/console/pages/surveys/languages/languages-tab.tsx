/** The Languages tab: the survey's own language, the ones it is put into, and their words beside the original. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { directionOf } from '../../../../../shared/survey.ts'
import { Button } from '../../../parts/button.tsx'
import { classes } from '../../../parts/classes.ts'
import { count } from '../../../parts/count.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { EmptyState } from '../../../parts/states.tsx'
import { toast } from '../../../parts/toast.tsx'
import { withQuery } from '../../../search.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { Preview } from '../preview/preview.tsx'
import { AddLanguage } from './add-language.tsx'
import { COMMON, languageName } from './language-names.ts'
import styles from './languages-tab.module.css'
import { TranslationTable } from './translation-table.tsx'
import { missingIn, translationGroups } from './translation-rows.ts'

export function LanguagesTab() {
  const { survey, change, readOnly, editor } = useEditedSurvey()
  const { path, query, route } = useLocation()
  const [at, setAt] = useState<string>()
  const tags = Object.keys(survey.translations)
  const open = tags.find((tag) => tag === query['language']) ?? tags[0]
  const show = (language: string | undefined) => route(withQuery(path, { language }), true)
  const translation = open === undefined ? undefined : survey.translations[open]

  const remove = (tag: string) => {
    const { [tag]: _, ...rest } = survey.translations
    change({ translations: rest })
    const { parts } = editor.state.get()
    toast(`${languageName(tag)} removed`, {
      undo: () => editor.state.get().parts === parts && editor.undo(),
    })
  }
  return (
    <div class={styles.languages}>
      <div class={styles.main}>
        <fieldset class={styles.bar} disabled={readOnly}>
          <div class={styles.own} data-field="language">
            <Field label="Its own language">
              {(tied) => (
                <Select
                  {...tied}
                  value={survey.language}
                  options={[...new Set([survey.language, ...COMMON])]
                    .filter((tag) => !tags.includes(tag))
                    .map((tag) => [tag, languageName(tag)])}
                  onInput={(language) => change({ language })}
                />
              )}
            </Field>
          </div>
          {!readOnly && (
            <AddLanguage
              taken={[survey.language, ...tags]}
              onAdd={(tag) => {
                change({ translations: { ...survey.translations, [tag]: { questions: {}, thankYou: {} } } })
                show(tag)
              }}
            />
          )}
        </fieldset>
        {open === undefined || translation === undefined ? (
          <EmptyState icon="surveys" title={`Asked in ${languageName(survey.language)} only`}>
            Add a language, and whoever has it set in their browser is asked in it. Words that are missing
            stay in {languageName(survey.language)}.
          </EmptyState>
        ) : (
          <>
            <div class={styles.tags} role="group" aria-label="Translations">
              {tags.map((tag) => {
                const missing = missingIn(
                  translationGroups(survey, survey.translations[tag] ?? { questions: {}, thankYou: {} }),
                )
                return (
                  <button
                    key={tag}
                    type="button"
                    class={styles.tag}
                    aria-pressed={tag === open}
                    onClick={() => show(tag)}
                  >
                    {languageName(tag)}
                    <span class={classes(styles.missing, missing === 0 && styles.whole)}>
                      {missing === 0 ? 'complete' : `${count(missing)} missing`}
                    </span>
                  </button>
                )
              })}
            </div>
            <div class={styles.head}>
              <p class={styles.direction}>
                {languageName(open)} is written from{' '}
                {directionOf(open) === 'rtl' ? 'right to left' : 'left to right'}, and so is the whole survey.
              </p>
              {!readOnly && (
                <Button small kind="plain" icon="erase" onClick={() => remove(open)}>
                  Remove {languageName(open)}
                </Button>
              )}
            </div>
            <TranslationTable
              groups={translationGroups(survey, translation)}
              language={open}
              onFocus={setAt}
              onWrite={(next, key) =>
                change({ translations: { ...survey.translations, [open]: next } }, `${open} ${key}`)
              }
            />
          </>
        )}
      </div>
      <div class={styles.side}>
        <Preview survey={survey} at={at} {...(open !== undefined && { language: open })} key={open ?? ''} />
      </div>
    </div>
  )
}
