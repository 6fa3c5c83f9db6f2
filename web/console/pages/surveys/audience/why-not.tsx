/** Why would this user not get it? One user against the filter as it is edited, and against all that a running survey asks. */
import { useState } from 'preact/hooks'
import type { Filter } from '../../../../../shared/filter.ts'
import type { Person } from '../../../../../shared/person.ts'
import type { Survey } from '../../../../../shared/survey.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Section } from '../../../parts/page.tsx'
import { ErrorState, Skeleton, StaleNote } from '../../../parts/states.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { personHref } from '../../people/address.ts'
import { personName } from '../../people/person-name.ts'
import { Chance, verdict } from '../chance.tsx'
import { Explanation } from '../explanation.tsx'
import { chanceOf, explanationOf } from './data.ts'
import { UserPicker } from './user-picker.tsx'
import styles from './why-not.module.css'

export function WhyNot({ survey }: { survey: Survey }) {
  const { id: env } = useEnvironment()
  const [person, setPerson] = useState<Person>()
  return (
    <Section
      title="Why would this user not get it?"
      lead="Choose a user to see what is asked of them, and what is found."
    >
      <div class={styles.pick}>
        <UserPicker env={env} onChoose={setPerson} />
      </div>
      {person && (
        <div class={styles.answer} aria-live="polite">
          {survey.status === 'in-progress' ? (
            <Running env={env} survey={survey} person={person} />
          ) : (
            <NotRunning env={env} filter={survey.filter} person={person} />
          )}
        </div>
      )}
    </Section>
  )
}

const Who = ({ env, person, words, good }: { env: string; person: Person; words: string; good: boolean }) => (
  <p class={styles.verdict}>
    <a href={personHref(env, person.userId)}>{personName(person)}</a>{' '}
    <Badge tone={good ? 'good' : 'bad'}>{words}</Badge>
  </p>
)

/** As it runs: what is edited and not yet published does not count. */
function Running({ env, survey, person }: { env: string; survey: Survey; person: Person }) {
  const read = useResource(chanceOf, [env, survey.id, person.userId], { every: 15_000 })
  if (read.loading) return <Skeleton rows={4} label="the reasons" />
  if (!read.data) return <ErrorState error={read.error} retry={read.reload} />
  return (
    <>
      <StaleNote error={read.error} retry={read.reload} />
      <Who env={env} person={person} words={verdict(read.data)} good={read.data.eligible} />
      <Chance chance={read.data} />
    </>
  )
}

/** Nobody gets it now: whether they meet the filter as it is edited. */
function NotRunning({ env, filter, person }: { env: string; filter: Filter | null; person: Person }) {
  const asked = usePause(filter)
  const read = useResource(explanationOf, asked === null ? undefined : [env, person.userId, asked])
  const explained = useKept(read.data)
  if (asked === null)
    return (
      <>
        <Who env={env} person={person} words="would be asked" good />
        <p class={styles.note}>There is no filter: everyone is asked, once the survey is in progress.</p>
      </>
    )
  if (!explained)
    return read.error ? (
      <ErrorState error={read.error} retry={read.reload} />
    ) : (
      <Skeleton rows={3} label="the reasons" />
    )
  return (
    <>
      <Who
        env={env}
        person={person}
        words={explained.met ? 'meets the filter' : 'does not meet the filter'}
        good={explained.met}
      />
      <Explanation of={explained} />
      <p class={styles.note}>
        The survey is not in progress. Once it is, it is also asked whether they have seen one lately, and
        what the When tab says.
      </p>
    </>
  )
}
