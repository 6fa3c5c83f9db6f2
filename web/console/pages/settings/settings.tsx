/** The Settings page. */
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'

export function Settings() {
  return (
    <Page title="Settings">
      <Skeleton rows={8} label="Settings" />
    </Page>
  )
}
