/** Why a Code event cannot make a survey appear yet, and the line of code after which it can. */
import type { Event } from '../../../../../shared/event.ts'
import { Code } from '../../../parts/code.tsx'
import { canTrigger, sdkLine } from './can-trigger.ts'
import styles from './triggers.module.css'

export function SdkLine({ event }: { event: Event }) {
  return (
    <div class={styles.sdk}>
      <p>
        {canTrigger(event) === 'only-segment'
          ? 'Seen only from Segment: it cannot trigger; it can filter. Send it through the web SDK as well, where it happens in your page, and it can:'
          : 'Not seen yet. It triggers once your page sends it through the web SDK:'}
      </p>
      <Code label={`SDK code for ${event.name}`} text={sdkLine(event)} />
    </div>
  )
}
