/** Chooses a language to put the survey into: by name, or by its tag where it is a rare one. */
import { useState } from 'preact/hooks'
import { Combobox, isFound } from '../../../parts/combobox.tsx'
import { COMMON, languageName } from './language-names.ts'
import styles from './languages-tab.module.css'

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/

export function AddLanguage({ taken, onAdd }: { taken: readonly string[]; onAdd: (tag: string) => void }) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const add = (tag: string) => {
    if (!TAG.test(tag)) return setError('Choose one, or type a tag such as "gsw" or "pt-AO"')
    if (taken.includes(tag)) return setError(`It has ${languageName(tag)} already`)
    setError(undefined)
    setText('')
    onAdd(tag)
  }
  return (
    <div class={styles.add}>
      <Combobox
        label="Add a language"
        placeholder="German, es, pt-BR…"
        text={text}
        error={error}
        onInput={(typed) => {
          setError(undefined)
          setText(typed)
        }}
        choices={COMMON.filter((tag) => !taken.includes(tag))
          .map((tag) => ({ key: tag, label: languageName(tag), detail: tag }))
          .filter(({ key, label }) => isFound(label, text) || key === text.trim())}
        none="No such language in the list"
        textWords={(typed) => `Add the tag “${typed}”`}
        onChoose={add}
        onText={add}
      />
    </div>
  )
}
