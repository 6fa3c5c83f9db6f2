/** Segment's Webhooks (Actions) destination. */
import { Code } from '../../../parts/code.tsx'
import { Secret } from '../../../parts/secret.tsx'
import { useEnvironment } from '../../../session.tsx'
import { useDoor } from '../door.ts'
import { Step, Steps, Values } from '../steps.tsx'

const TRIGGER = 'type = "identify" or type = "alias" or type = "track" or type = "page"'

export function Webhooks() {
  const { url, key, shown } = useDoor('server')
  const { webhookSecret, signatureRequired } = useEnvironment()
  return (
    <Steps>
      <Step title="Add the destination">
        <p>
          In Segment, open Connections › Catalog, find <b>Webhooks (Actions)</b>, and choose the source whose
          calls Asklet should get.
        </p>
      </Step>
      <Step title="Make one mapping of the action Send">
        <p>Its event trigger, as a query:</p>
        <Code label="Event trigger" text={TRIGGER} />
        <p>Its fields:</p>
        <Values
          rows={[
            { label: 'URL', value: `${url}/webhook/segment` },
            { label: 'Method', value: 'POST' },
            { label: 'Header name', value: 'Authorization' },
            { label: 'Header value', value: `Bearer ${key}`, shown: `Bearer ${shown}` },
            { label: 'Data', value: '$.' },
          ]}
        />
        <p>“Data” stays as Segment fills it in: the whole event. Batching may be on or off.</p>
      </Step>
      <Step title={signatureRequired ? 'Sign the calls' : 'Sign the calls, if you like'}>
        <p>
          Under Settings › Advanced, enter this as the <b>Shared secret</b>.{' '}
          {signatureRequired
            ? 'This environment takes webhook calls only with a right signature.'
            : 'Asklet then checks every signature. Settings can also make it a must.'}
        </p>
        {webhookSecret === undefined ? (
          <p>You may not see the secret.</p>
        ) : (
          <p>
            <Secret value={webhookSecret} name="webhook secret" />
          </p>
        )}
      </Step>
      <Step title="Enable it, and send a test">
        <p>
          Turn on the mapping and the destination. Segment’s Event Tester can then send a call; it arrives at
          the top of this page.
        </p>
      </Step>
    </Steps>
  )
}
