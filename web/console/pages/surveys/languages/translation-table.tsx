/** The words of one translation, beside the survey's own. */
import { directionOf, type Translation } from '../../../../../shared/survey.ts'
import { classes } from '../../../parts/classes.ts'
import { Input, Textarea } from '../../../parts/field.tsx'
import { useEditedSurvey } from '../editing/context.tsx'
import { languageName } from './language-names.ts'
import type { TranslationGroup } from './translation-rows.ts'
import styles from './translation-table.module.css'

export function TranslationTable({
  groups,
  language,
  onFocus,
  onWrite,
}: {
  groups: readonly TranslationGroup[]
  language: string
  /** The question that is being translated, or `end`. */
  onFocus: (id: string) => void
  onWrite: (translation: Translation, key: string) => void
}) {
  const { survey, readOnly } = useEditedSurvey()
  const inLanguage = { lang: language, dir: directionOf(language) }
  return (
    <table class={styles.table}>
      <thead>
        <tr>
          <th scope="col">{languageName(survey.language)}</th>
          <th scope="col">{languageName(language)}</th>
        </tr>
      </thead>
      {groups.map(({ key, title, rows }) => (
        <tbody key={key} onFocusIn={() => onFocus(key === 'thankYou' ? 'end' : key)}>
          <tr>
            <th scope="rowgroup" colSpan={2} class={styles.group}>
              {title}
            </th>
          </tr>
          {rows.map((row) => {
            const field = {
              'aria-label': `${title}, ${row.label}, in ${languageName(language)}`,
              value: row.translated,
              disabled: readOnly,
              placeholder: row.original,
              class: classes(row.translated.trim() === '' && styles.missing),
              onInput: (text: string) => onWrite(row.write(text), row.key),
            }
            return (
              <tr key={row.key} data-field={`translations.${language}.${row.key}`}>
                <td class={styles.original} lang={survey.language}>
                  <span class={styles.label}>{row.label}</span>
                  {row.original}
                </td>
                <td {...inLanguage}>
                  {row.long ? (
                    <Textarea
                      {...field}
                      rows={1}
                      maxLength={2_000}
                      class={classes(styles.area, field.class)}
                    />
                  ) : (
                    <Input {...field} maxLength={250} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
