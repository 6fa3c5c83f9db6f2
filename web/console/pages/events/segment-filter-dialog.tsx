/** The texts that make Segment send only what accepted events count, to paste there. */
import { Code } from '../../parts/code.tsx'
import { counted } from '../../parts/count.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Note } from '../../parts/note.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { segmentFilter } from './data.ts'
import styles from './segment-filter-dialog.module.css'

export function SegmentFilterDialog({ onClose }: { onClose: () => void }) {
  const { id: env, name } = useEnvironment()
  const read = useResource(segmentFilter, [env])
  return (
    <Dialog title="Segment filter" onClose={onClose} wide>
      {read.loading ? (
        <Skeleton rows={6} label="the filter" />
      ) : !read.data ? (
        <ErrorState error={read.error} retry={read.reload} />
      ) : (
        <>
          <p>
            With one of these, Segment sends identify, alias and page calls, and track calls of{' '}
            <strong>{counted(read.data.names, 'name')}</strong>: those that accepted events of {name} count.
          </p>
          <section class={styles.part}>
            <h3>Destination filter</h3>
            <p class={styles.how}>
              The <code>if</code> of a filter with the action <code>DROP</code>, through Segment's Public API
              or Terraform. It drops what this condition holds for.
            </p>
            <Code text={read.data.destinationFilter} label="Destination filter" tall />
          </section>
          <section class={styles.part}>
            <h3>Webhooks mapping trigger</h3>
            <p class={styles.how}>
              Where Segment's Webhooks (Actions) destination asks for the trigger of its mapping.
            </p>
            <Code text={read.data.webhookTrigger} label="Webhooks mapping trigger" tall />
          </section>
          <Note tone="warn">
            New names no longer reach Asklet then: neither auto accept nor review sees them. Paste it anew
            after you map a name.
          </Note>
        </>
      )}
    </Dialog>
  )
}
