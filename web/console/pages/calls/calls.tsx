/** The Calls page. */
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'

export function Calls() {
  return (
    <Page title="Calls">
      <Skeleton rows={8} label="Calls" />
    </Page>
  )
}
