/** One name under review: what came of it, what it resembles, what it carries. */
import { Button } from '../../parts/button.tsx'
import { Code } from '../../parts/code.tsx'
import { Count } from '../../parts/count.tsx'
import { Kbd } from '../../parts/kbd.tsx'
import { Panel } from '../../parts/panel.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import { eventByName, type Request } from './data.ts'
import { Facts } from './facts.tsx'
import { HeldChoice } from './held-choice.tsx'
import styles from './request-panel.module.css'
import type { Into } from './use-decisions.ts'

export function RequestPanel({
  name,
  request,
  onClose,
  onApprove,
  onInto,
  onDeny,
}: {
  name: string
  /** Undefined where the name does not wait any more. */
  request: Request | undefined
  onClose: () => void
  onApprove: (into?: Into) => void
  onInto: () => void
  onDeny: () => void
}) {
  const mayEdit = useMayEdit()
  return (
    <Panel
      kicker="Waits for review"
      title={name}
      onClose={onClose}
      foot={
        request &&
        mayEdit && (
          <>
            <Button kind="danger" onClick={onDeny}>
              Deny <Key name="d" />
            </Button>
            <Button onClick={onInto}>
              Approve into… <Key name="m" />
            </Button>
            <Button kind="main" onClick={() => onApprove()}>
              Approve
            </Button>
          </>
        )
      }
    >
      {request ? (
        <Detail request={request} onApprove={onApprove} />
      ) : (
        <EmptyState icon="check" title="It does not wait any more">
          It was approved or denied, or its calls are no longer kept.
        </EmptyState>
      )}
    </Panel>
  )
}

/** Where the panel is modal, keys rest. */
const Key = ({ name }: { name: string }) => (
  <span class={styles.key}>
    <Kbd keys={name} />
  </span>
)

function Detail({ request, onApprove }: { request: Request; onApprove: (into?: Into) => void }) {
  const mayEdit = useMayEdit()
  const properties = Object.entries(request.properties)
  return (
    <>
      <Facts
        of={[
          ['Calls', <Count of={request.count} compact />],
          ['Users', <Count of={request.users} compact />],
          ['First seen', <Ago at={request.firstSeenAt} />],
          ['Last seen', <Ago at={request.lastSeenAt} />],
        ]}
      />
      {request.similar.map((similar) => (
        <Similar key={similar} name={similar} onApprove={onApprove} />
      ))}
      {mayEdit && <HeldChoice requests={[request]} />}
      <section class={styles.part}>
        <h3>Properties</h3>
        {properties.length === 0 ? (
          <p class={styles.none}>It comes without properties.</p>
        ) : (
          <dl class={styles.properties}>
            {properties.map(([key, type]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{type}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <section class={styles.part}>
        <h3>A call of late</h3>
        {request.sample === null ? (
          <p class={styles.none}>Viewers are not shown what calls carry.</p>
        ) : (
          <Code text={JSON.stringify(request.sample, null, 2)} label={`A call of ${request.name}`} tall />
        )}
      </section>
    </>
  )
}

function Similar({ name, onApprove }: { name: string; onApprove: (into: Into) => void }) {
  const { id: env } = useEnvironment()
  const event = useResource(eventByName, [env, name]).data
  const mayEdit = useMayEdit()
  return (
    <div class={styles.similar}>
      <p>
        Looks like <strong>{name}</strong>, which is accepted.
      </p>
      {mayEdit && event?.kind === 'code' && (
        <Button small onClick={() => onApprove(event)}>
          Count it as {name}
        </Button>
      )}
    </div>
  )
}
