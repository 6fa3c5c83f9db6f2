/** What an event counted: numbers, and its last 30 days. */
import { Count } from '../../parts/count.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'
import { Ago } from '../../time.tsx'
import type { Event } from './data.ts'
import styles from './event-usage.module.css'
import { sourceWords } from './event-words.ts'
import { Facts } from './facts.tsx'

export function EventUsage({ event }: { event: Event }) {
  return (
    <section class={styles.usage} aria-label="Use">
      <Facts
        of={[
          [
            event.kind === 'page-url' ? 'Page views' : event.kind === 'click' ? 'Clicks' : 'Calls',
            <Count of={event.count} />,
          ],
          ['Users', <Count of={event.users} />],
          ['First seen', <Ago at={event.firstSeenAt} none="never" />],
          ['Last seen', <Ago at={event.lastSeenAt} none="never" />],
        ]}
      />
      <div class={styles.chart}>
        <Sparkline days={event.daily} name={event.name} />
        <div class={styles.axis} aria-hidden="true">
          <span>30 days ago</span>
          <span>{sourceWords(event.sources) && `seen from ${sourceWords(event.sources)}`}</span>
          <span>today</span>
        </div>
      </div>
    </section>
  )
}
