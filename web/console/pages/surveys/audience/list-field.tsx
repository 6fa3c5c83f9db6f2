/** Several values, any of which will do: each a chip; Enter adds what is typed, Backspace takes the last away. */
import { useState } from 'preact/hooks'
import type { AttributeKind } from '../../../../../shared/attribute.ts'
import type { Operand } from '../../../../../shared/compare.ts'
import { announce } from '../../../parts/announcer.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { operandOf } from './condition.ts'
import styles from './fields.module.css'
import { SuggestedValue } from './suggested-value.tsx'

export function ListField({
  env,
  name,
  attribute,
  values,
  kinds,
  onChange,
}: {
  env: string
  name: string
  attribute: string
  values: readonly Operand[]
  kinds: readonly AttributeKind[]
  onChange: (values: Operand[]) => void
}) {
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const fresh = typed
      .split(',')
      .map((one) => operandOf(one.trim(), kinds))
      .filter((one) => one !== '' && !values.some((value) => String(value) === String(one)))
    setText('')
    if (fresh.length === 0) return
    onChange([...values, ...fresh])
    announce(`${fresh.join(', ')} added`)
  }
  const drop = (at: number) => {
    announce(`${String(values[at])} removed`)
    onChange(values.toSpliced(at, 1))
  }
  return (
    <div
      class={styles.list}
      onKeyDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) return
        if (event.key === 'Enter' && !event.defaultPrevented) add(text)
        if (event.key === 'Backspace' && text === '' && values.length > 0) drop(values.length - 1)
      }}
      onFocusOut={(event) => {
        // Who goes on without Enter means it as well.
        if (event.target instanceof HTMLInputElement && text.trim() !== '') add(text)
      }}
    >
      {values.length > 0 && (
        <ul role="list" class={styles.chips} aria-label={`Values of ${name}`}>
          {values.map((value, at) => (
            <li key={String(value)} class={styles.chip}>
              <span>{String(value)}</span>
              <IconButton small icon="close" label={`Remove ${String(value)}`} onClick={() => drop(at)} />
            </li>
          ))}
        </ul>
      )}
      <SuggestedValue
        env={env}
        attribute={attribute}
        label={`Another value of ${name}`}
        placeholder={values.length === 0 ? 'value, then Enter' : 'and another'}
        text={text}
        kinds={kinds}
        onInput={setText}
        onChoose={add}
      />
    </div>
  )
}
