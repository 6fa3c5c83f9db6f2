/** A condition on an event: which, and whether, how often or when it was done. */
import { PAGEVIEW } from '../../../../../shared/event.ts'
import type { EventCondition } from '../../../../../shared/filter.ts'
import { Combobox } from '../../../parts/combobox.tsx'
import { counted } from '../../../parts/count.tsx'
import { Field, Input, Select } from '../../../parts/field.tsx'
import { useResource } from '../../../resource.ts'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { eventByName } from '../../events/data.ts'
import { numberOf, numberText, readEvent, withMeasure } from './condition.ts'
import { acceptedEvents } from './data.ts'
import type { FieldsOf } from './edit.ts'
import styles from './fields.module.css'
import { NumberField } from './number-field.tsx'
import { Oddity } from './oddity.tsx'

const MEASURES = [
  ['done', 'was done'],
  ['notDone', 'was not done'],
  ['occurrences', 'was done … times'],
  ['firstOccurred', 'was first done'],
  ['lastOccurred', 'was last done'],
] as const
const TIMES = [
  ['gte', 'at least'],
  ['gt', 'more than'],
  ['lte', 'at most'],
  ['lt', 'fewer than'],
  ['is', 'exactly'],
  ['isNot', 'not exactly'],
] as const
const WHEN = [
  ['withinDays', 'in the last'],
  ['gte', 'on or after'],
  ['gt', 'after'],
  ['lte', 'on or before'],
  ['lt', 'before'],
] as const

export function EventFields({ env, name, condition: given, onChange }: FieldsOf<EventCondition>) {
  const condition = readEvent(given)
  const { event, measure } = condition
  return (
    <div class={styles.fields}>
      <div class={styles.name}>
        <EventName
          env={env}
          name={name}
          event={event}
          onChange={(next) => onChange({ ...condition, event: next })}
        />
      </div>
      <Field label={`Measure of ${name}`} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={measure}
            options={MEASURES}
            onInput={(chosen) => {
              const next = MEASURES.find(([one]) => one === chosen)
              if (next) onChange(withMeasure(condition, next[0]))
            }}
          />
        )}
      </Field>
      {measure === 'occurrences' && <Times name={name} condition={condition} onChange={onChange} />}
      {measure === 'firstOccurred' || measure === 'lastOccurred' ? (
        <When name={name} condition={condition} onChange={onChange} />
      ) : (
        <Window name={name} condition={condition} onChange={onChange} />
      )}
      <Unknown env={env} event={event} />
    </div>
  )
}

function EventName({
  env,
  name,
  event,
  onChange,
}: {
  env: string
  name: string
  event: string
  onChange: (event: string) => void
}) {
  const search = usePause(event.trim())
  const found = useKept(useResource(acceptedEvents, [env, search]).data)?.items
  const all = found && [
    ...found.map((one) => ({ key: one.name, label: one.name, detail: counted(one.users, 'user') })),
    { key: PAGEVIEW, label: PAGEVIEW, detail: 'every page' },
  ]
  return (
    <Combobox
      free
      label={`Event of ${name}`}
      hideLabel
      placeholder="event"
      text={event}
      choices={all?.filter(({ label }) => label.toLowerCase().includes(event.trim().toLowerCase()))}
      onInput={onChange}
      onChoose={onChange}
    />
  )
}

function Unknown({ env, event }: { env: string; event: string }) {
  const settled = usePause(event)
  const isAsked = settled !== '' && settled !== PAGEVIEW
  const { data } = useResource(eventByName, isAsked ? [env, settled] : undefined)
  if (data !== null || settled !== event || !isAsked) return null
  return <Oddity>No accepted event is called so: for everyone, it counts as never done.</Oddity>
}

type Part = Pick<FieldsOf<EventCondition>, 'name' | 'condition' | 'onChange'>

function Times({ name, condition, onChange }: Part) {
  return (
    <>
      <Field label={`Comparison of ${name}`} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={condition.op ?? 'gte'}
            options={TIMES}
            onInput={(chosen) => {
              const next = TIMES.find(([one]) => one === chosen)
              if (next) onChange({ ...condition, op: next[0] })
            }}
          />
        )}
      </Field>
      <NumberField
        label={`Times of ${name}`}
        unit="times"
        least={0}
        text={numberText(condition.value)}
        onInput={(typed) => onChange({ ...condition, value: numberOf(typed) })}
      />
    </>
  )
}

/** At any time, or in the last days. */
function Window({ name, condition, onChange }: Part) {
  const { withinDays, ...ever } = condition
  return (
    <>
      <Field label={`Window of ${name}`} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={withinDays === undefined ? 'ever' : 'days'}
            options={[
              ['ever', 'at any time'],
              ['days', 'in the last'],
            ]}
            onInput={(chosen) => onChange(chosen === 'ever' ? ever : { ...ever, withinDays: 30 })}
          />
        )}
      </Field>
      {withinDays !== undefined && (
        <NumberField
          label={`Days of ${name}`}
          unit="days"
          text={numberText(withinDays)}
          onInput={(typed) => onChange({ ...ever, withinDays: numberOf(typed) })}
        />
      )}
    </>
  )
}

/** The first or last time: in the last days, or before or after a date; as made through the API, both. */
function When({ name, condition, onChange }: Part) {
  const { op = 'withinDays', value, withinDays } = condition
  return (
    <>
      <Field label={`Comparison of ${name}`} hideLabel>
        {(tied) => (
          <Select
            {...tied}
            value={op}
            options={WHEN}
            onInput={(chosen) => {
              const [next] = WHEN.find(([one]) => one === chosen) ?? []
              const isKept = next !== undefined && (next === 'withinDays') === (op === 'withinDays')
              if (next)
                onChange({
                  ...condition,
                  op: next,
                  ...(!isKept && { value: next === 'withinDays' ? 30 : '' }),
                })
            }}
          />
        )}
      </Field>
      {op === 'withinDays' ? (
        <NumberField
          label={`Days of ${name}`}
          unit="days"
          text={numberText(value)}
          onInput={(typed) => onChange({ ...condition, value: numberOf(typed) })}
        />
      ) : (
        <Field label={`Date of ${name}`} hideLabel>
          {(tied) => (
            <Input
              {...tied}
              type={String(value ?? '').length > 10 ? 'text' : 'date'}
              class={styles.date}
              value={String(value ?? '')}
              onInput={(typed) => onChange({ ...condition, value: typed })}
            />
          )}
        </Field>
      )}
      {withinDays !== undefined && <Window name={name} condition={condition} onChange={onChange} />}
    </>
  )
}
