/** Whom filters can match: users, the anonymous identities tied to one, and SDK visitors. */
import type { ComponentChildren } from 'preact'
import { classes } from '../../parts/classes.ts'
import { Count, counted } from '../../parts/count.tsx'
import { Icon } from '../../parts/icon.tsx'
import { StaleNote } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { identityMeter } from './data.ts'
import styles from './identity-meter.module.css'
import { meterWords } from './meter-words.ts'

export function IdentityMeter() {
  const { id: env, heldDays } = useEnvironment()
  const { data, error, reload } = useResource(identityMeter, [env], { every: 15_000 })
  if (!data) return error ? <StaleNote error={error} retry={reload} /> : <Counting />
  const { users, anonymous, tied, visitors, visitorsWithUserId, visitorsMatched } = data
  if (users + anonymous + visitors === 0) return null
  const { tone, text } = meterWords(data, heldDays)
  return (
    <section class={styles.meter} aria-label="Identity meter">
      <dl class={styles.figures}>
        <Figure name="Known users" of={users} />
        <Figure
          name="Anonymous identities"
          of={anonymous}
          share={tied}
          note={anonymous === 0 ? 'None so far' : `${share(tied, anonymous)} tied to a user`}
        />
        <Figure
          name="SDK visitors"
          of={visitors}
          share={visitorsMatched}
          note={
            visitors === 0
              ? 'They come with the web SDK'
              : `${counted(visitorsWithUserId, 'carries a user ID', 'carry a user ID')}, Segment knows ${visitorsMatched}`
          }
        />
      </dl>
      <p class={classes(styles.verdict, styles[tone])}>
        <Icon name={tone === 'good' ? 'check' : 'warn'} />
        <span>{text}</span>
      </p>
    </section>
  )
}

/** As tall as what will come. */
const Counting = () => (
  <div class={classes(styles.meter, styles.counting)} aria-hidden="true">
    <dl class={styles.figures}>
      {['Known users', 'Anonymous identities', 'SDK visitors'].map((name) => (
        <div key={name} class={styles.figure}>
          <dt>{name}</dt>
          <dd class={styles.number}>…</dd>
        </div>
      ))}
    </dl>
    <p class={styles.verdict}>Counting…</p>
  </div>
)

const share = (part: number, all: number): string =>
  part === all ? (all === 1 ? 'It is' : 'All are') : part === 0 ? 'None is' : counted(part, 'is', 'are')

function Figure({
  name,
  of,
  share,
  note,
}: {
  name: string
  of: number
  /** How many of them filters can match. */
  share?: number
  note?: ComponentChildren
}) {
  return (
    <div class={styles.figure}>
      <dt>{name}</dt>
      <dd class={styles.number}>{of === 0 && note ? '–' : <Count of={of} />}</dd>
      {note && <dd class={styles.note}>{note}</dd>}
      {share !== undefined && of > 0 && (
        <dd class={styles.bar} aria-hidden="true">
          <span class={styles.part} style={{ inlineSize: `${(100 * share) / of}%` }} />
        </dd>
      )}
    </div>
  )
}
