/** The environment's keys: seen by who may, rotated without a gap, revoked with time to think again. */
import { useState } from 'preact/hooks'
import type { Environment, KeyKind, SegmentKey } from '../../../../shared/environment.ts'
import { api, done } from '../../api.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page.tsx'
import { Secret } from '../../parts/secret.tsx'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { environments, useSession } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import styles from './keys.module.css'

const KINDS: readonly (readonly [KeyKind, string, string])[] = [
  ['server', 'Server key', 'Secret. For Segment, RudderStack and your own servers.'],
  [
    'browser',
    'Browser key',
    'Public, as analytics.js and apps show theirs to the world. It cannot erase users.',
  ],
]

export function Keys() {
  const { environment, me, keyHolders } = useSession()
  const [going, setGoing] = useState<readonly string[]>([])
  const keys = environment.keys.filter((key) => !going.includes(key.id))
  const revoke = (key: SegmentKey) => {
    setGoing([...going, key.id])
    offerUndo(`Revoking ${key.hint}`, {
      commit: async () => {
        await done(
          api.environments[':env'].keys[':id'].$delete({ param: { env: environment.id, id: key.id } }),
        )
        environments.reload()
      },
      undo: () => setGoing((now) => now.filter((id) => id !== key.id)),
    })
  }
  return (
    <Section
      title="Keys"
      lead={
        me.maySeeKeys
          ? `A key is what tells ${environment.name} from your other environments. Send it with each call.`
          : `You may not see keys. ${keyHolders.length > 0 ? `Ask ${keyHolders.join(' or ')} for one.` : 'Ask an admin for one.'}`
      }
    >
      <ul role="list" class={styles.list}>
        {KINDS.map(([kind, name, use]) => (
          <Kind
            key={kind}
            environment={environment}
            kind={kind}
            name={name}
            use={use}
            keys={keys.filter((key) => key.kind === kind)}
            mayRotate={me.role === 'admin'}
            onRevoke={revoke}
          />
        ))}
      </ul>
    </Section>
  )
}

function Kind({
  environment,
  kind,
  name,
  use,
  keys,
  mayRotate,
  onRevoke,
}: {
  environment: Environment
  kind: KeyKind
  name: string
  use: string
  keys: readonly SegmentKey[]
  mayRotate: boolean
  onRevoke: (key: SegmentKey) => void
}) {
  const [making, setMaking] = useState(false)
  const make = async () => {
    setMaking(true)
    try {
      await done(api.environments[':env'].keys.$post({ param: { env: environment.id }, json: { kind } }))
      environments.reload()
      toast('A second key is there. Move your senders to it, then revoke the old one.')
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
    setMaking(false)
  }
  return (
    <li class={styles.kind}>
      <div class={styles.about}>
        <h3>{name}</h3>
        <p>{use}</p>
      </div>
      <div class={styles.keys}>
        <ul role="list">
          {keys.map((key) => (
            <li key={key.id} class={styles.key}>
              {key.key === undefined ? (
                <code>{key.hint}</code>
              ) : (
                <Secret value={key.key} shown={key.hint} name={name.toLowerCase()} />
              )}
              <span class={styles.used}>
                {key.lastUsedAt ? (
                  <>
                    Last used <Ago at={key.lastUsedAt} />
                  </>
                ) : (
                  <Badge>Not used yet</Badge>
                )}
              </span>
              {mayRotate && keys.length > 1 && (
                <Button small kind="plain" onClick={() => onRevoke(key)} aria-label={`Revoke ${key.hint}`}>
                  Revoke
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayRotate && keys.length < 2 && (
          <div class={styles.rotate}>
            <Button small kind="plain" icon="plus" busy={making} onClick={() => void make()}>
              {keys.length === 0 ? 'Make one' : 'Rotate: make a second one'}
              <span class="said"> ({name.toLowerCase()})</span>
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
