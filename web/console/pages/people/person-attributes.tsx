/** A user's attributes: key, value and its type where it is no text, who set it and exactly when. */
import type { PersonDetail } from '../../../../shared/person.ts'
import type { Source } from '../../../../shared/segment.ts'
import { Section } from '../../parts/page.tsx'
import { Stamp } from '../../time.tsx'
import styles from './person-attributes.module.css'
import { valueText } from './person-name.ts'

const SOURCES: Readonly<Record<Source, string>> = {
  server: 'server key',
  browser: 'browser key',
  sdk: 'web SDK, not signed',
  signed: 'web SDK',
  api: 'API',
  csv: 'CSV',
}
/** Longer values are cut off until asked for. */
const LONG = 300

export function PersonAttributes({
  attributes,
  sources,
}: {
  attributes: PersonDetail['attributes']
  sources: PersonDetail['attributeSources']
}) {
  const keys = Object.keys(attributes).sort((one, other) => one.localeCompare(other))
  return (
    <Section title="Attributes">
      {keys.length === 0 ? (
        <p class={styles.none}>None yet. They come as traits of identify calls.</p>
      ) : (
        <dl class={styles.list}>
          {keys.map((key) => {
            const from = sources[key]
            return (
              <div key={key} class={styles.attribute}>
                <dt class={styles.key}>{key}</dt>
                <dd class={styles.value}>
                  <Value value={attributes[key]} />
                </dd>
                <dd class={styles.from}>
                  {from && (
                    <>
                      {SOURCES[from.source]} · <Stamp at={from.at} />
                    </>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </Section>
  )
}

function Value({ value }: { value: unknown }) {
  const text = valueText(value)
  if (text === '') return <span class={styles.none}>empty text</span>
  if (text.length > LONG)
    return (
      <details>
        <summary>{text.slice(0, LONG / 2)}…</summary>
        {text}
      </details>
    )
  return (
    <>
      {text}
      {typeof value !== 'string' && <span class={styles.type}>{typeWords(value)}</span>}
    </>
  )
}

/** A filter compares by type: "42" is another value than 42. */
const typeWords = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value)
