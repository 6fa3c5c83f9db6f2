/** The Events page. */
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'

export function Events() {
  return (
    <Page title="Events">
      <Skeleton rows={8} label="Events" />
    </Page>
  )
}
