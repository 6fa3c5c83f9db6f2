/** The surveys that a user saw and answered, and whether they would get each that is in progress. */
import type { PersonDetail } from '../../../../shared/person.ts'
import { Badge } from '../../parts/badge.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Section } from '../../parts/page.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { Chance, verdict } from '../surveys/chance.tsx'
import { chances } from './data.ts'
import styles from './person-surveys.module.css'

export function PersonSurveys({ shown: { userId, surveys } }: { shown: PersonDetail }) {
  return (
    <Section title="Surveys">
      {surveys.length === 0 ? (
        <p class={styles.none}>Was shown none yet.</p>
      ) : (
        <ul role="list" class={styles.list}>
          {surveys.map((seen, at) => (
            <Seen key={at} seen={seen} />
          ))}
        </ul>
      )}
      <Chances userId={userId} />
    </Section>
  )
}

function Seen({
  seen: { id, name, shownAt, respondedAt, completedAt },
}: {
  seen: PersonDetail['surveys'][number]
}) {
  const { id: env } = useEnvironment()
  const [words, tone] =
    completedAt !== null
      ? (['answered', 'good'] as const)
      : respondedAt !== null
        ? (['answered in part', 'accent'] as const)
        : (['not answered', 'plain'] as const)
  return (
    <li class={styles.seen}>
      <a href={`/${env}/surveys/${encodeURIComponent(id)}`}>{name}</a>
      <span class={styles.state}>
        <Badge tone={tone}>{words}</Badge> <Ago at={shownAt} />
      </span>
    </li>
  )
}

/** Every survey in progress: why they would get it, or would not. */
function Chances({ userId }: { userId: string }) {
  const { id: env } = useEnvironment()
  const { data, error, loading, reload } = useResource(chances, [env, userId], { every: 15_000 })
  if (loading) return <Skeleton rows={2} label="surveys in progress" />
  if (!data) return <ErrorState error={error} retry={reload} />
  if (data.length === 0) return <p class={styles.none}>No web survey is in progress.</p>
  return (
    <>
      <h3>In progress</h3>
      <ul role="list" class={styles.list}>
        {data.map((chance) => (
          <li key={chance.survey.id}>
            <details class={styles.chance}>
              <summary class={styles.summary}>
                <Icon name="right" class={styles.arrow} />
                <span class={styles.name}>{chance.survey.name}</span>
                <Badge tone={chance.eligible ? 'good' : 'plain'}>{verdict(chance)}</Badge>
              </summary>
              <div class={styles.why}>
                <Chance chance={chance} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
