/** One call: what became of it and why, who sent what, and its payload. */
import type { ComponentChildren } from 'preact'
import type { CallLine } from '../../../../shared/call.ts'
import { OutcomeBadge } from '../../parts/badge.tsx'
import { Code } from '../../parts/code.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useMe } from '../../session.tsx'
import { Exact } from '../../time.tsx'
import { personHref } from '../people/address.ts'
import { callsHref } from './address.ts'
import styles from './call-panel.module.css'
import { callLine } from './data.ts'
import { doorWords, noPayloadWords } from './words.ts'

export function CallPanel({
  env,
  id,
  lines,
  onClose,
}: {
  env: string
  id: number
  lines: readonly CallLine[] | undefined
  onClose: () => void
}) {
  const found = lines?.find((line) => line.id === id)
  // One that came by a link, or has left the list since.
  const read = useResource(callLine, found || !Number.isSafeInteger(id) ? undefined : [env, id])
  const line = found ?? read.data?.line
  if (line)
    return (
      <Panel title={titleOf(line)} kicker={<Exact at={line.receivedAt} />} onClose={onClose}>
        <CallFacts env={env} line={line} />
      </Panel>
    )
  return (
    <Panel title="Call" onClose={onClose}>
      {read.error ? (
        <ErrorState error={read.error} retry={read.reload} />
      ) : read.data || !Number.isSafeInteger(id) ? (
        <p>This line is not kept any more.</p>
      ) : (
        <Skeleton rows={6} label="the call" />
      )}
    </Panel>
  )
}

const titleOf = ({ type, name }: CallLine): string => (name === null ? type : `${type} · ${name}`)

function CallFacts({ env, line }: { env: string; line: CallLine }) {
  const { door, outcome, detail, status, messageId, userId, anonymousId } = line
  return (
    <>
      <div class={styles.outcome}>
        <OutcomeBadge outcome={outcome} />
        <p>{detail}</p>
      </div>
      <dl class={styles.facts}>
        <Fact name="Status sent back">{status}</Fact>
        <Fact name="Came by">{doorWords(door)}</Fact>
        <Fact name="User ID">
          {userId !== null && <Id value={userId} name="user ID" href={personHref(env, userId)} />}
        </Fact>
        <Fact name="Anonymous ID">
          {anonymousId !== null && (
            <Id value={anonymousId} name="anonymous ID" href={callsHref(env, { user: anonymousId })} />
          )}
        </Fact>
        <Fact name="Message ID">{messageId !== null && <Id value={messageId} name="message ID" />}</Fact>
      </dl>
      <Payload line={line} />
    </>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class={styles.fact}>
      <dt>{name}</dt>
      <dd>{children || <span class={styles.none}>none</span>}</dd>
    </div>
  )
}

function Id({ value, name, href }: { value: string; name: string; href?: string }) {
  const shown = <code class={styles.id}>{value}</code>
  return (
    <>
      {href === undefined ? (
        shown
      ) : (
        <a class={styles.link} href={href}>
          {shown}
        </a>
      )}
      <CopyButton text={value} label={`Copy the ${name}`} />
    </>
  )
}

function Payload({ line }: { line: CallLine }) {
  const { role } = useMe()
  const { payload } = line
  return (
    <section class={styles.payload}>
      <h3>Payload</h3>
      {payload === null ? (
        <p class={styles.none}>
          {role === 'viewer'
            ? 'Viewers see no payloads: they can hold personal data. Editors and admins see them; an admin can change your role.'
            : noPayloadWords(line)}
        </p>
      ) : Object.keys(payload).length === 0 ? (
        <p class={styles.none}>{noPayloadWords(line)}</p>
      ) : (
        <Code text={JSON.stringify(payload, null, 2)} label="Payload" />
      )}
    </section>
  )
}
