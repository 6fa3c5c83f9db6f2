/** What a call's properties must say for it to count: all of the conditions hold. */
import { useId } from 'preact/hooks'
import type { PropertyCondition } from '../../../../shared/event.ts'
import { sayComparison } from '../../../../shared/say.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Field, Input, Select } from '../../parts/field.tsx'
import styles from './conditions-editor.module.css'

type Op = PropertyCondition['op']

const TEXT_OPS: readonly Op[] = ['is', 'isNot', 'contains', 'oneOf', 'isSet', 'isNotSet']
const NUMBER_OPS: readonly Op[] = ['is', 'isNot', 'gte', 'gt', 'lte', 'lt', 'oneOf', 'isSet', 'isNotSet']
const BOOLEAN_OPS: readonly Op[] = ['is', 'isNot', 'isSet', 'isNotSet']
const ARRAY_OPS: readonly Op[] = ['contains', 'isSet', 'isNotSet']
const ALL_OPS: readonly Op[] = [
  'is',
  'isNot',
  'gte',
  'gt',
  'lte',
  'lt',
  'contains',
  'oneOf',
  'isSet',
  'isNotSet',
]

/** `type` as seen in calls: "number", or "number or string" where they differ. */
function opsOf(type: string | undefined): readonly Op[] {
  if (type === 'string') return TEXT_OPS
  if (type === 'number') return NUMBER_OPS
  if (type === 'boolean') return BOOLEAN_OPS
  if (type === 'array') return ARRAY_OPS
  return ALL_OPS
}

export function ConditionsEditor({
  name,
  properties,
  conditions,
  onChange,
  errorOf,
}: {
  /** The track name that they are asked of. */
  name: string
  /** Properties seen in its calls, with their types. */
  properties: Readonly<Record<string, string>>
  conditions: readonly PropertyCondition[]
  onChange: (conditions: PropertyCondition[]) => void
  errorOf: (path: string) => string | undefined
}) {
  const id = useId()
  const change = (at: number, changed: PropertyCondition) =>
    onChange(conditions.map((condition, place) => (place === at ? changed : condition)))
  return (
    <fieldset class={styles.editor}>
      <legend class={styles.legend}>Only if</legend>
      <datalist id={id}>
        {Object.entries(properties).map(([key, type]) => (
          <option key={key} value={key} label={`${key}: ${type}`} />
        ))}
      </datalist>
      {conditions.map((condition, at) => (
        <div key={at} class={styles.condition}>
          <Field label={`Property ${at + 1} of ${name}`} hideLabel error={errorOf(`${at}.key`)}>
            {(tied) => (
              <Input
                {...tied}
                list={id}
                placeholder="property"
                autocomplete="off"
                spellcheck={false}
                value={condition.key}
                onInput={(key) => change(at, settled({ ...condition, key }, properties[key]))}
              />
            )}
          </Field>
          <Field label={`Comparison ${at + 1}`} hideLabel>
            {(tied) => (
              <Select
                {...tied}
                value={condition.op}
                options={opsOf(properties[condition.key]).map((op) => [op, sayComparison(op, [])])}
                onInput={(chosen) => {
                  const op = ALL_OPS.find((one) => one === chosen)
                  if (op) change(at, settled({ ...condition, op }, properties[condition.key]))
                }}
              />
            )}
          </Field>
          <Value
            at={at}
            condition={condition}
            type={properties[condition.key]}
            error={errorOf(`${at}.value`)}
            onChange={(value) => change(at, { ...condition, value })}
          />
          <IconButton
            small
            icon="close"
            label={`Remove condition ${at + 1}`}
            onClick={() => onChange(conditions.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <div class={styles.foot}>
        <Button
          small
          kind="plain"
          icon="plus"
          onClick={() => onChange([...conditions, { key: '', op: 'is', value: '' }])}
        >
          And…
        </Button>
        <span>Counts from when it is saved: what came before was not looked at.</span>
      </div>
    </fieldset>
  )
}

function Value({
  at,
  condition: { op, value },
  type,
  error,
  onChange,
}: {
  at: number
  condition: PropertyCondition
  type: string | undefined
  error: string | undefined
  onChange: (value: NonNullable<PropertyCondition['value']>) => void
}) {
  if (op === 'isSet' || op === 'isNotSet') return <span class={styles.value} />
  const label = `Value ${at + 1}`
  if (type === 'boolean')
    return (
      <Field label={label} hideLabel error={error}>
        {(tied) => (
          <Select
            {...tied}
            class={styles.value}
            value={String(value)}
            options={[
              ['true', 'true'],
              ['false', 'false'],
            ]}
            onInput={(chosen) => onChange(chosen === 'true')}
          />
        )}
      </Field>
    )
  const list = op === 'oneOf'
  return (
    <Field label={label} hideLabel error={error}>
      {(tied) => (
        <Input
          {...tied}
          {...(type === 'number' && !list && { inputMode: 'decimal' as const })}
          class={styles.value}
          placeholder={list ? 'one, two, three' : 'value'}
          autocomplete="off"
          spellcheck={false}
          value={[value ?? ''].flat().join(', ')}
          onInput={(typed) => onChange(list ? typed.split(/,\s?/) : typed)}
        />
      )}
    </Field>
  )
}

/** A condition that fits the type of its property: an operator that it has, and a value of the operator's kind. */
function settled(condition: PropertyCondition, type: string | undefined): PropertyCondition {
  const { key, value } = condition
  const ops = opsOf(type)
  const op = ops.includes(condition.op) ? condition.op : (ops[0] ?? 'is')
  if (op === 'isSet' || op === 'isNotSet') return { key, op }
  if (type === 'boolean') return { key, op, value: String(value) !== 'false' }
  if (op === 'oneOf') return { key, op, value: [value ?? ''].flat() }
  return { key, op, value: [value ?? ''].flat()[0] ?? '' }
}
