/** Which responses are looked at: when, by whom, with what answers. All of it is in the address. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Question } from '../../../../../shared/question.ts'
import { sayFilter } from '../../../../../shared/say-filter.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Choices } from '../../../parts/choices.tsx'
import { Field, Input } from '../../../parts/field.tsx'
import { SearchInput } from '../../../parts/search-input.tsx'
import { useEnvironment } from '../../../session.tsx'
import { FilterEditor } from '../audience/filter-editor.tsx'
import styles from './filter-bar.module.css'
import { isNarrowed, lookHref, type Looked, type Period } from './query.ts'
import { sayCondition } from './say-answer.ts'

const PERIODS: readonly (readonly [Period, string])[] = [
  ['all', 'All time'],
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['own', 'From, to'],
]

export function FilterBar({
  base,
  looked,
  questions,
  shown,
  total,
}: {
  base: string
  looked: Looked
  questions: readonly Question[]
  /** Responses that are looked at, of all. */
  shown: number | undefined
  total: number
}) {
  const { route } = useLocation()
  const { timeZone } = useEnvironment()
  const [byPerson, setByPerson] = useState(looked.filter !== null)
  const look = (change: Partial<Looked>) =>
    route(lookHref(base, { ...looked, response: undefined, ...change }), true)
  return (
    <section class={styles.bar} aria-label="Which responses">
      <div class={styles.row}>
        <Choices
          legend="Answered within"
          hideLegend
          chosen={looked.period}
          choices={PERIODS}
          onChoose={(period) => look({ period })}
        />
        <Button small icon="filter" onClick={() => setByPerson(!byPerson)} aria-expanded={byPerson}>
          By person
        </Button>
        <SearchInput label="Search texts" value={looked.search} onSearch={(search) => look({ search })} />
      </div>
      {looked.period === 'own' && (
        <div class={styles.row}>
          <Field label="From">
            {(tied) => <Input {...tied} type="date" value={looked.from} onInput={(from) => look({ from })} />}
          </Field>
          <Field label="To">
            {(tied) => <Input {...tied} type="date" value={looked.to} onInput={(to) => look({ to })} />}
          </Field>
          <p class={styles.days}>Days begin at midnight in {timeZone}.</p>
        </div>
      )}
      {byPerson && (
        <FilterEditor filter={looked.filter} readOnly={false} onChange={(filter) => look({ filter })} />
      )}
      {isNarrowed(looked) && (
        <p class={styles.chips}>
          {looked.filter !== null && (
            <Chip words={sayFilter(looked.filter)} onRemove={() => look({ filter: null })} />
          )}
          {looked.answers.map((condition, at) => (
            <Chip
              key={JSON.stringify(condition)}
              words={sayCondition(condition, questions)}
              onRemove={() => look({ answers: looked.answers.filter((_, place) => place !== at) })}
            />
          ))}
          <span role="status">
            {shown === undefined ? '…' : shown.toLocaleString('en')} of {total.toLocaleString('en')} responses
          </span>
          <Button small kind="plain" href={base}>
            Look at all
          </Button>
        </p>
      )}
    </section>
  )
}

function Chip({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <span class={styles.chip}>
      {words}
      <IconButton icon="close" label={`Do not ask for: ${words}`} onClick={onRemove} />
    </span>
  )
}
