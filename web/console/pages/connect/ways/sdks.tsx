/** Segment's own SDKs, pointed straight at Asklet. */
import { useLocation } from 'preact-iso'
import { Code } from '../../../parts/code.tsx'
import { useDoor } from '../door.ts'
import { SDKS } from '../sdks.ts'
import styles from './sdks.module.css'

export function Sdks() {
  const { path, query } = useLocation()
  const sdk = SDKS.find(({ id }) => id === query['sdk']) ?? SDKS[0]
  const door = useDoor(sdk?.key ?? 'server')
  if (!sdk) return null
  return (
    <div class={styles.sdks}>
      <p class={styles.lead}>
        Any of Segment’s SDKs can send to Asklet instead of Segment: it takes the same calls at the same
        paths, and its key is the write key.
      </p>
      <nav aria-label="SDKs">
        <ul role="list" class={styles.list}>
          {SDKS.map(({ id, name }) => (
            <li key={id}>
              <a
                class={styles.sdk}
                href={`${path}?sdk=${id}`}
                aria-current={id === sdk.id ? 'true' : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Code
        label={`${sdk.name} snippet`}
        text={sdk.write(door, door.key)}
        shown={sdk.write(door, door.shown)}
      />
      {sdk.note && <p class={styles.note}>{sdk.note}</p>}
      {sdk.httpsOnly && !door.https && (
        <p class={styles.note}>
          This SDK sends to https only, and your address, {door.url}, begins with http. Try it with Node.js or
          curl, or set PUBLIC_URL to an https address.
        </p>
      )}
    </div>
  )
}
