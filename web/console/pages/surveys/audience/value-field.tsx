/** What an attribute is compared with: by its kind a text with suggestions, a number, a date, true or false, or a list. */
import type { AttributeKind } from '../../../../../shared/attribute.ts'
import type { AttributeCondition, Condition } from '../../../../../shared/filter.ts'
import { Field, Input, Select } from '../../../parts/field.tsx'
import { isBoolean, numberOf, numberText, operandOf } from './condition.ts'
import styles from './fields.module.css'
import { ListField } from './list-field.tsx'
import { NumberField } from './number-field.tsx'
import { SuggestedValue } from './suggested-value.tsx'

const DAY = /^(\d{4}-\d{2}-\d{2})?$/

export function ValueField({
  env,
  name,
  condition,
  kinds,
  onChange,
}: {
  env: string
  name: string
  condition: AttributeCondition
  kinds: readonly AttributeKind[]
  onChange: (next: Condition) => void
}) {
  const { key, op, value } = condition
  const label = `Value of ${name}`
  const text = String([value ?? ''].flat()[0] ?? '')
  const set = (typed: string) => onChange({ ...condition, value: operandOf(typed, kinds) })
  if (op === 'isSet' || op === 'isNotSet') return null
  if (op === 'withinDays')
    return (
      <NumberField
        label={`Days of ${name}`}
        unit="days"
        text={numberText(value)}
        onInput={(typed) => onChange({ ...condition, value: numberOf(typed) })}
      />
    )
  if (op === 'oneOf')
    return (
      <ListField
        env={env}
        name={name}
        attribute={key}
        values={[value ?? []].flat()}
        kinds={kinds}
        onChange={(values) => onChange({ ...condition, value: values })}
      />
    )
  if (isBoolean(kinds))
    return (
      <Field label={label} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={text}
            options={[
              ...(text === 'true' || text === 'false' ? [] : [[text, 'choose'] as const]),
              ['true', 'true'],
              ['false', 'false'],
            ]}
            onInput={(chosen) => onChange({ ...condition, value: chosen === 'true' })}
          />
        )}
      </Field>
    )
  if (kinds.length === 1 && kinds[0] === 'date' && DAY.test(text))
    return (
      <Field label={label} hideLabel>
        {(tied) => <Input {...tied} type="date" class={styles.date} value={text} onInput={set} />}
      </Field>
    )
  return (
    <div class={styles.value}>
      <SuggestedValue env={env} attribute={key} label={label} text={text} kinds={kinds} onInput={set} />
    </div>
  )
}
