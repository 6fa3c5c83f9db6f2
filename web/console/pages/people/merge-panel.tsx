/** Joins a user into another. Asklet never does so by itself: two IDs may be two people. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Person, PersonDetail } from '../../../../shared/person.ts'
import { Button } from '../../parts/button.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Panel } from '../../parts/panel.tsx'
import { SearchInput } from '../../parts/search-input.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useSubmit } from '../../use-submit.ts'
import { personHref } from './address.ts'
import { candidates, merge, part } from './data.ts'
import styles from './merge-panel.module.css'
import { emailOf, personName } from './person-name.ts'

export function MergePanel({ shown, onClose }: { shown: PersonDetail; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const name = personName(shown)
  const [search, setSearch] = useState('')
  const [into, setInto] = useState<Person>()
  const { submit, busy, error } = useSubmit(async () => {
    if (!into) return
    await merge(env, shown.userId, into.userId)
    onClose()
    route(personHref(env, into.userId))
    toast(`${name} is merged into ${personName(into)}`, {
      undo: () =>
        part(env, shown.userId).then(
          () => route(personHref(env, shown.userId)),
          (reason: unknown) =>
            toast(reason instanceof Error ? reason.message : String(reason), { tone: 'bad' }),
        ),
    })
  })
  return (
    <Panel
      kicker="Merge"
      title={`${name} into another user`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit" form="merge" busy={busy} disabled={!into}>
            {into ? `Merge into ${personName(into)}` : 'Merge'}
          </Button>
        </>
      }
    >
      <p>
        From then on everything of {name} counts for the user you choose: events, attributes (of each key, the
        latest), anonymous identities. Nothing is moved, so that you can undo it at any time.
      </p>
      <form id="merge" class={styles.form} onSubmit={submit}>
        <SearchInput label="Find the other user" value={search} onSearch={(text) => setSearch(text.trim())} />
        {search === '' ? (
          <p class={styles.hint}>By name, email or user ID.</p>
        ) : (
          <Choices search={search} not={shown.userId} chosen={into} onChoose={setInto} />
        )}
        <FormError error={error} />
      </form>
    </Panel>
  )
}

function Choices({
  search,
  not,
  chosen,
  onChoose,
}: {
  search: string
  not: string
  chosen: Person | undefined
  onChoose: (person: Person) => void
}) {
  const { id: env } = useEnvironment()
  const { data, error, loading, reload } = useResource(candidates, [env, search])
  if (loading) return <Skeleton rows={3} label="users" />
  if (!data) return <ErrorState error={error} retry={reload} />
  const others = data.items.filter(({ userId }) => userId !== not)
  if (others.length === 0) return <p class={styles.hint}>No other user is found by “{search}”.</p>
  return (
    <fieldset class={styles.choices}>
      <legend class="said">Merge into</legend>
      {others.map((person) => (
        <label key={person.userId} class={styles.choice}>
          <input
            type="radio"
            name="into"
            value={person.userId}
            checked={chosen?.userId === person.userId}
            onChange={() => onChoose(person)}
          />
          <span class={styles.who}>
            <strong>{personName(person)}</strong>
            <span class={styles.hint}>
              {[emailOf(person.attributes), person.userId].filter(Boolean).join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
