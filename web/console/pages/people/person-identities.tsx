/** The identities that count for a user, and the users merged into them. */
import type { PersonDetail } from '../../../../shared/person.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { counted } from '../../parts/count.tsx'
import { Section } from '../../parts/page.tsx'
import { toast } from '../../parts/toast.tsx'
import { useEnvironment, useMe } from '../../session.tsx'
import { callsHref } from '../calls/address.ts'
import { part } from './data.ts'
import styles from './person-identities.module.css'

const KINDS = { user: 'user', anonymous: 'anonymous', visitor: 'SDK visitor' } as const
/** More are shown when asked for. */
const FEW = 6

type Identity = PersonDetail['identities'][number]

export function PersonIdentities({ shown: { userId, identities, merged } }: { shown: PersonDetail }) {
  const isOwn = ({ kind, id }: Identity) => kind === 'user' && id === userId
  const ordered = [...identities.filter(isOwn), ...identities.filter((one) => !isOwn(one))]
  const [few, rest] = [ordered.slice(0, FEW), ordered.slice(FEW)]
  return (
    <Section title="Identities">
      <IdentityList identities={few} merged={merged} />
      {rest.length > 0 && (
        <details>
          <summary class={styles.more}>{counted(rest.length, 'more identity', 'more identities')}</summary>
          <IdentityList identities={rest} merged={merged} />
        </details>
      )}
      {identities.every(({ kind }) => kind === 'user') && (
        <p class={styles.none}>
          No anonymous identity is tied to this user. An identify or alias call with both IDs ties one.
        </p>
      )}
    </Section>
  )
}

function IdentityList({
  identities,
  merged,
}: {
  identities: readonly Identity[]
  merged: readonly string[]
}) {
  const { id: env } = useEnvironment()
  return (
    <ul role="list" class={styles.list}>
      {identities.map(({ kind, id }) => (
        <li key={`${kind} ${id}`} class={styles.identity}>
          <a class={styles.id} href={callsHref(env, { user: id })} title={`Calls of ${id}`}>
            <code>{id}</code>
          </a>
          <CopyButton text={id} label={`Copy ${id}`} />
          <span class={styles.kind}>
            {kind === 'user' && merged.includes(id) ? (
              <PartButton userId={id} />
            ) : (
              <Badge tone={kind === 'user' ? 'accent' : 'plain'}>{KINDS[kind]}</Badge>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Undoes a merge, however long ago it was. */
function PartButton({ userId }: { userId: string }) {
  const { id: env } = useEnvironment()
  const { role } = useMe()
  if (role === 'viewer') return <Badge>merged</Badge>
  const undo = () =>
    part(env, userId).then(
      () => toast(`${userId} is a user of their own again`),
      (error: unknown) => toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    )
  return (
    <Button small onClick={() => void undo()} aria-label={`Undo the merge of ${userId}`}>
      Undo merge
    </Button>
  )
}
