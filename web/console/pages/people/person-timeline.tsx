/** What a user did of late, day by day, in the time zone of who reads. */
import { useState } from 'preact/hooks'
import type { PersonDetail } from '../../../../shared/person.ts'
import { Button } from '../../parts/button.tsx'
import { count } from '../../parts/count.tsx'
import { Section } from '../../parts/page.tsx'
import { clockTime, dayName, exactTime } from '../../time.tsx'
import styles from './person-timeline.module.css'
import { timelineByDay } from './timeline.ts'

/** Days shown at first. */
const FEW = 7

export function PersonTimeline({ timeline }: Pick<PersonDetail, 'timeline'>) {
  const [all, setAll] = useState(false)
  const days = timelineByDay(timeline, dayName)
  return (
    <Section title="Timeline">
      {days.length === 0 && <p class={styles.none}>Nothing yet.</p>}
      <ol role="list" class={styles.days}>
        {days.slice(0, all ? undefined : FEW).map(({ day, rows }) => (
          <li key={day}>
            <h3 class={styles.day}>{day}</h3>
            <ul role="list" class={styles.rows}>
              {rows.map(({ event, count: times, firstAt, lastAt }) => (
                <li key={event} class={styles.row}>
                  <span class={styles.event}>{event}</span>
                  {times > 1 && <span class={styles.times}>× {count(times)}</span>}
                  <span class={styles.time} title={`${exactTime(firstAt)} to ${exactTime(lastAt)}`}>
                    {spanOf(firstAt, lastAt)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {!all && days.length > FEW && (
        <Button small kind="plain" onClick={() => setAll(true)}>
          Show {days.length - FEW} earlier days
        </Button>
      )}
    </Section>
  )
}

function spanOf(firstAt: string, lastAt: string): string {
  const [from, to] = [clockTime(firstAt), clockTime(lastAt)]
  return from === to ? to : `${from} – ${to}`
}
