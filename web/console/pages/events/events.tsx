/** The Events pages: what is accepted, what waits for review, what is denied, and the attributes. */
import { useLocation, useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Page } from '../../parts/page.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { useSearch, withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { useMayEdit } from '../../use-may-edit.ts'
import { Accepted } from './accepted.tsx'
import { useEventsAt } from './address.ts'
import { Attributes } from './attributes.tsx'
import { AutoAccept } from './auto-accept.tsx'
import { Denied } from './denied.tsx'
import { EventPanel, NewEventPanel } from './event-panel.tsx'
import styles from './events.module.css'
import { Notices } from './notices.tsx'
import { Review } from './review.tsx'
import { SegmentFilterDialog } from './segment-filter-dialog.tsx'

export function Events() {
  const { id: env, autoAccept } = useEnvironment()
  const at = useEventsAt()
  const { route } = useLocation()
  const { tab } = useRoute().params
  const mayEdit = useMayEdit()
  const [filter, setFilter] = useState(false)
  const count = useResource(review, [env], { every: 15_000 }).data
  useShortcuts('Events', {
    ...(mayEdit && { n: ['New event', () => route(at.fresh)] }),
    f: ['Segment filter', () => setFilter(true)],
  })
  const view = tab === 'review' || tab === 'denied' || tab === 'attributes' ? tab : 'accepted'
  return (
    <Page
      title="Events"
      lead={
        autoAccept
          ? 'A track name becomes an event at its first call.'
          : 'A new track name waits for review, and is not counted until it is approved.'
      }
      actions={
        <div class={styles.actions}>
          <AutoAccept />
          <Button icon="filter" class={styles.filter} onClick={() => setFilter(true)}>
            Segment filter
          </Button>
          {mayEdit && (
            <Button kind="main" icon="plus" href={at.fresh}>
              New event
            </Button>
          )}
        </div>
      }
      tabs={
        <Tabs
          label="Events"
          current={at[view]}
          tabs={[
            { href: at.accepted, label: 'Accepted' },
            { href: at.review, label: 'To review', count: count?.requests || undefined },
            { href: at.denied, label: 'Denied' },
            { href: at.attributes, label: 'Attributes' },
          ]}
        />
      }
    >
      <Notices />
      {view === 'review' && <Review />}
      {view === 'denied' && <Denied />}
      {view === 'attributes' && <Attributes />}
      {view === 'accepted' && <AcceptedView open={tab} />}
      {filter && <SegmentFilterDialog onClose={() => setFilter(false)} />}
    </Page>
  )
}

/** `open`: an event's ID, or "new". */
function AcceptedView({ open }: { open: string | undefined }) {
  const at = useEventsAt()
  const { route } = useLocation()
  const [search] = useSearch()
  const close = () => route(withQuery(at.accepted, { search }))
  const id = open === 'new' ? undefined : open
  return (
    <>
      <Accepted open={id} />
      {open === 'new' && <NewEventPanel onMade={({ id }) => route(at.event(id), true)} onClose={close} />}
      {id !== undefined && <EventPanel id={id} onClose={close} />}
    </>
  )
}
