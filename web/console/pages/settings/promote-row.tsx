/** One thing that differs: what it is, how it differs, and whether one agrees. */
import type { ComponentChildren } from 'preact'
import type { Difference } from '../../../../shared/promotion.ts'
import styles from './promote.module.css'

export function PromoteRow({
  name,
  badge,
  note,
  differences,
  refused,
  checked,
  onChange,
}: {
  name: string
  badge: ComponentChildren
  note?: string | undefined
  differences: readonly Difference[]
  refused: string | null
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <li class={styles.row}>
      <label class={styles.name}>
        <input
          type="checkbox"
          checked={checked}
          disabled={refused !== null}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{name}</span>
        {badge}
      </label>
      {refused !== null && <p class={styles.refused}>{refused}</p>}
      {note !== undefined && <p class={styles.note}>{note}</p>}
      <details class={styles.details}>
        <summary>
          What differs<span class="said"> in {name}</span>
        </summary>
        <dl>
          {differences.filter(isTold).map(({ part, before, after }) => (
            <div key={part}>
              <dt>{part}</dt>
              <dd>
                {sayPart(before) !== NOTHING && <del>{sayPart(before)}</del>}
                <ins>{sayPart(after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}

/** Of what is new, parts that say nothing are no news. */
const isTold = ({ before, after }: Difference): boolean =>
  sayPart(before) !== NOTHING || sayPart(after) !== NOTHING

const NOTHING = '–'

/** Lists a line an item, and of objects their texts and numbers: enough to recognise a change by. */
function sayPart(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : value.map(sayPart).join('\n')
  if (typeof value !== 'object') return String(value)
  const said = Object.entries(value)
    .filter(([, part]) => part !== null && part !== '' && part !== false && JSON.stringify(part) !== '[]')
    .map(([name, part]) => `${name}: ${sayPart(part)}`)
    .join(', ')
  return said === '' ? NOTHING : said
}
