/** Jitsu's webhook destination. */
import { useDoor } from '../door.ts'
import { Step, Steps, Values } from '../steps.tsx'

export function Jitsu() {
  const { url, key, shown } = useDoor('server')
  return (
    <Steps>
      <Step title="Add the destination">
        <p>
          In Jitsu, add the destination <b>Webhook</b>.
        </p>
        <Values
          rows={[
            { label: 'URL', value: `${url}/webhook/segment` },
            { label: 'Method', value: 'POST' },
            { label: 'Header', value: `X-Api-Key: ${key}`, shown: `X-Api-Key: ${shown}` },
          ]}
        />
      </Step>
      <Step title="Connect your site or app to it">
        <p>
          Add a connection from your site to the destination. Jitsu’s events have Segment’s shape and are
          taken as they are.
        </p>
      </Step>
    </Steps>
  )
}
