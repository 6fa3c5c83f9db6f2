/** The People page. */
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'

export function People() {
  return (
    <Page title="People">
      <Skeleton rows={8} label="People" />
    </Page>
  )
}
