/** Connect: what arrives, the keys, and the steps for each way in. */
import { useRoute } from 'preact-iso'
import { Note } from '../../parts/note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useSession } from '../../session.tsx'
import { FirstCalls } from './first-calls.tsx'
import { Keys } from './keys.tsx'
import { whyUnreachable } from './reachability.ts'
import { SampleShop } from './sample-shop.tsx'
import styles from './connect.module.css'
import { WAYS } from './ways.ts'

export function Connect() {
  const { environment, publicUrl } = useSession()
  const { params } = useRoute()
  const base = `/${environment.id}/connect`
  const way = WAYS.find(({ path }) => path === `/${params['way'] ?? ''}`) ?? WAYS[0]
  const unreachable = way.fromOutside && whyUnreachable(publicUrl)
  return (
    <Page title="Connect">
      <SampleShop />
      <FirstCalls />
      <Keys />
      <Section title="Ways in">
        <Tabs
          label="Ways in"
          current={base + way.path}
          tabs={WAYS.map(({ path, label }) => ({ href: base + path, label }))}
        />
        <div class={styles.way}>
          {unreachable && (
            <Note tone="warn" title={`${way.label.split(' ')[0]} cannot reach ${publicUrl}`}>
              {unreachable} Put Asklet behind an https address that the internet can reach, and start it with{' '}
              <code>PUBLIC_URL=https://…</code>. On this machine you can already try Segment’s SDKs and HTTP.
            </Note>
          )}
          <way.View />
        </div>
      </Section>
    </Page>
  )
}
