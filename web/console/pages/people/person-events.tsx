/** How often a user did what, first and last. */
import type { PersonDetail } from '../../../../shared/person.ts'
import { Count } from '../../parts/count.tsx'
import { Section } from '../../parts/page.tsx'
import { Ago } from '../../time.tsx'
import styles from './person-events.module.css'

export function PersonEvents({ events }: Pick<PersonDetail, 'events'>) {
  return (
    <Section title="Events">
      {events.length === 0 ? (
        <p class={styles.none}>None yet of the events that your team accepted.</p>
      ) : (
        <table class={styles.table} aria-label="Events">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Times</th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {events.map(({ event, count, firstAt, lastAt }) => (
              <tr key={event}>
                <th scope="row">{event}</th>
                <td>
                  <Count of={count} />
                </td>
                <td>
                  <Ago at={firstAt} />
                </td>
                <td>
                  <Ago at={lastAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
