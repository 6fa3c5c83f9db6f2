/** Live calls: what came, what became of it and why; and what came without a right key. */
import { useRoute } from 'preact-iso'
import { Tabs } from '../../parts/tabs.tsx'
import { useEnvironment } from '../../session.tsx'
import { KeylessCalls } from './keyless-calls.tsx'
import { LiveCalls } from './live-calls.tsx'

export function Calls() {
  const { id } = useEnvironment()
  const { params } = useRoute()
  const tabs = (
    <Tabs
      label="Live calls"
      tabs={[
        { href: `/${id}/calls`, label: 'Calls' },
        { href: `/${id}/calls/keyless`, label: 'Without a right key' },
      ]}
    />
  )
  return params['tab'] === 'keyless' ? <KeylessCalls tabs={tabs} /> : <LiveCalls tabs={tabs} />
}
