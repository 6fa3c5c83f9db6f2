/** Asklet's own script, which shows surveys in a page. */
import type { ComponentChildren } from 'preact'
import { sdkStub, sdkPolicy, sdkScriptTag, sdkSnippet, userLeapLine } from '../../../../../shared/snippet.ts'
import { Code } from '../../../parts/code.tsx'
import { useSession } from '../../../session.tsx'
import { Step, Steps, Values } from '../steps.tsx'
import styles from './web-sdk.module.css'

const CALLS = `// Who it is: on every page where someone is signed in
UserLeap.setUserId('userId123')

// What they did: this may show a survey
UserLeap.track('Signed Up')`

const PACKAGE = (url: string, sdkId: string) => `// npm install @asklet/web
import { createAsklet } from '@asklet/web'
import { askletPlugin } from '@asklet/web/analytics'

const asklet = createAsklet({ id: '${sdkId}', url: '${url}' })
asklet.track('Signed Up')

// With analytics.js: identify sets the user ID, reset logs out
analytics.register(askletPlugin(asklet))`

function Case({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class={styles.case}>
      <summary>{title}</summary>
      <div class={styles.inside}>{children}</div>
    </details>
  )
}

export function WebSdk() {
  const { environment, publicUrl: url } = useSession()
  const { sdkId } = environment
  const of = { url, sdkId }
  return (
    <Steps>
      <Step title="Put it on every page">
        <p>
          It goes into the <code>head</code>, and loads without holding up the page: 4 KB, and 9 KB more only
          where a survey appears. Its ID is public.
        </p>
        <Code label="Snippet" text={sdkSnippet(of)} tall />
        <Values rows={[{ label: 'SDK ID', value: sdkId }]} />
      </Step>
      <Step title="Say who it is and what they do">
        <p>
          Filters by Segment’s events and attributes need the same user ID that Segment has. Page views and
          clicks are seen without any code. <code>Asklet</code> is the same as <code>UserLeap</code>, and is
          there too where another script has that name.
        </p>
        <Code label="Calls" text={CALLS} />
        {environment.identitySigned && (
          <p>
            This environment asks for signed user IDs: <code>setUserId(userId, signature)</code>. Settings has
            the line that signs them on your server.
          </p>
        )}
      </Step>
      <Step title="Where it differs">
        <Case title="Your pages have UserLeap’s snippet">
          <p>Leave it and all your calls as they are, and change its last line:</p>
          <Code label="Last line of UserLeap’s snippet" text={userLeapLine(of)} />
        </Case>
        <Case title="Your pages have a strict Content-Security-Policy">
          <p>
            Let the policy allow this, and <code>img-src</code> where a survey has a logo, and put the tag
            alone into the page:
          </p>
          <Code label="Content-Security-Policy" text={sdkPolicy(of)} />
          <Code label="Script tag" text={sdkScriptTag(of)} />
          <p>If your code calls Asklet before that has loaded, put this into a file of yours above it:</p>
          <Code label="Stub" text={sdkStub()} tall />
        </Case>
        <Case title="You build your pages with npm packages, or use analytics.js">
          <p>
            The package is in <code>dist/package</code> of this Asklet, to publish to your registry or to
            install by its path.
          </p>
          <Code label="npm package" text={PACKAGE(url, sdkId)} />
        </Case>
      </Step>
    </Steps>
  )
}
