/** The Connect page. */
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'

export function Connect() {
  return (
    <Page title="Connect">
      <Skeleton rows={8} label="Connect" />
    </Page>
  )
}
