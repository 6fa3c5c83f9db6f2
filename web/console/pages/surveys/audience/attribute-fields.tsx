/** A condition on an attribute: its key, the comparison, and a value of the kind that it has. */
import type { AttributeKind } from '../../../../../shared/attribute.ts'
import { COMPARISONS, type Comparison } from '../../../../../shared/compare.ts'
import type { AttributeCondition } from '../../../../../shared/filter.ts'
import { sayComparison } from '../../../../../shared/say.ts'
import { Combobox } from '../../../parts/combobox.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { useResource } from '../../../resource.ts'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { fitted, opsOf, withOp } from './condition.ts'
import { attributeKeys, attributeValues } from './data.ts'
import type { FieldsOf } from './edit.ts'
import styles from './fields.module.css'
import { Oddity } from './oddity.tsx'
import { ValueField } from './value-field.tsx'

const KIND_WORDS: Readonly<Record<AttributeKind, string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  boolean: 'true or false',
  array: 'list',
}

export function AttributeFields({ env, name, condition, onChange }: FieldsOf<AttributeCondition>) {
  const { key, op } = condition
  const settledKey = usePause(key)
  const keys = useKept(useResource(attributeKeys, [env, settledKey.trim()]).data)?.items
  const about = useResource(attributeValues, settledKey === '' ? undefined : [env, settledKey, '']).data
  // The list knows them as well, so that what can be asked does not change a moment after a key was chosen.
  const kinds = (settledKey === key && about?.kinds) || keys?.find((one) => one.key === key)?.kinds || []
  return (
    <div class={styles.fields}>
      <div class={styles.name}>
        <Combobox
          free
          label={`Attribute of ${name}`}
          hideLabel
          placeholder="attribute"
          text={key}
          choices={keys
            ?.filter((one) => one.key.toLowerCase().includes(key.trim().toLowerCase()))
            .map((one) => ({
              key: one.key,
              label: one.key,
              detail: one.kinds.map((kind) => KIND_WORDS[kind]).join(', '),
            }))}
          onInput={(typed) => onChange({ ...condition, key: typed })}
          onChoose={(chosen) => {
            const found = keys?.find((one) => one.key === chosen)
            onChange(fitted({ ...condition, key: chosen }, found?.kinds ?? []))
          }}
        />
      </div>
      <Field label={`Comparison of ${name}`} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={op}
            options={opsOf(kinds, op).map((one) => [one, opWords(one, kinds)])}
            onInput={(chosen) => {
              const next = COMPARISONS.find((one) => one === chosen)
              if (next) onChange(withOp(condition, next, kinds))
            }}
          />
        )}
      </Field>
      <ValueField env={env} name={name} condition={condition} kinds={kinds} onChange={onChange} />
      {settledKey === key && key !== '' && about?.seen === false && (
        <Oddity>No call ever set this attribute: for everyone, it counts as not set.</Oddity>
      )}
    </div>
  )
}

const DATE_WORDS: Readonly<Partial<Record<Comparison, string>>> = {
  gte: 'is on or after',
  gt: 'is after',
  lte: 'is on or before',
  lt: 'is before',
}

function opWords(op: Comparison, kinds: readonly AttributeKind[]): string {
  const isDate = kinds.length === 1 && kinds[0] === 'date'
  if (op === 'withinDays') return 'is in the last'
  return (isDate && DATE_WORDS[op]) || sayComparison(op, [])
}
