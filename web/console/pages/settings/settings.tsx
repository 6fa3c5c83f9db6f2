/** Settings: those of the environment, and one's own account. */
import { useRoute } from 'preact-iso'
import { Page } from '../../parts/page.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useEnvironment } from '../../session.tsx'
import { Account } from './account.tsx'
import { Promote } from './promote.tsx'
import { EnvironmentSettings } from './environment-settings.tsx'

export function Settings() {
  const { id, name } = useEnvironment()
  const { params } = useRoute()
  const base = `/${id}/settings`
  return (
    <Page
      title="Settings"
      narrow
      tabs={
        <Tabs
          label="Settings"
          tabs={[
            { href: base, label: name },
            { href: `${base}/promote`, label: 'Promote' },
            { href: `${base}/account`, label: 'Your account' },
          ]}
        />
      }
    >
      {params['tab'] === 'account' ? (
        <Account />
      ) : params['tab'] === 'promote' ? (
        <Promote />
      ) : (
        <EnvironmentSettings key={id} />
      )}
    </Page>
  )
}
