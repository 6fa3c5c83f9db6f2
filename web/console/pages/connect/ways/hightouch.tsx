/** Hightouch: rows of a warehouse by its HTTP Request destination, or events by its SDKs. */
import { Code } from '../../../parts/code.tsx'
import { useDoor } from '../door.ts'
import { Step, Steps, Values } from '../steps.tsx'

const BODY = `{
  "userId": "{{ row['user_id'] }}",
  "traits": {
    "email": "{{ row['email'] }}",
    "plan": "{{ row['plan'] }}"
  }
}`

const sdk = (host: string, key: string) => `// npm install @ht-sdks/events-sdk-js-browser
import { HtEventsBrowser } from '@ht-sdks/events-sdk-js-browser'

const htevents = HtEventsBrowser.load({ writeKey: '${key}' }, { apiHost: '${host}' })`

export function Hightouch() {
  const server = useDoor('server')
  const browser = useDoor('browser')
  return (
    <Steps>
      <Step title="Rows of your warehouse, as users with attributes">
        <p>
          Add the destination <b>HTTP Request</b>, with a static header, and use it in a sync of your users.
        </p>
        <Values
          rows={[
            { label: 'Base URL', value: server.url },
            { label: 'Header', value: 'Authorization' },
            { label: 'Header value', value: `Bearer ${server.key}`, shown: `Bearer ${server.shown}` },
            { label: 'Request', value: 'POST /v1/identify' },
          ]}
        />
        <p>Send it for added and changed rows, with a JSON body of your columns:</p>
        <Code label="Body of the request" text={BODY} />
      </Step>
      <Step title="Or events, by Hightouch’s SDKs">
        <p>They speak Segment’s language, and take another host:</p>
        <Code
          label="Hightouch Events snippet"
          text={sdk(browser.host, browser.key)}
          shown={sdk(browser.host, browser.shown)}
        />
      </Step>
    </Steps>
  )
}
