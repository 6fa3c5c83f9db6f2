/** RudderStack's webhook destination. */
import { useDoor } from '../door.ts'
import { Step, Steps, Values } from '../steps.tsx'

export function RudderStack() {
  const { url, key, shown } = useDoor('server')
  return (
    <Steps>
      <Step title="Add the destination">
        <p>
          In RudderStack, add the destination <b>Webhook</b> to your source.
        </p>
      </Step>
      <Step title="Fill in its connection settings">
        <Values
          rows={[
            { label: 'Webhook URL', value: `${url}/webhook/segment` },
            { label: 'URL Method', value: 'POST' },
            { label: 'Header key', value: 'Authorization' },
            { label: 'Header value', value: `Bearer ${key}`, shown: `Bearer ${shown}` },
          ]}
        />
      </Step>
      <Step title="Choose what to send">
        <p>
          Asklet reads identify, track, page and alias. It answers group and screen with success and leaves
          them out; Live calls says so. Drop them in RudderStack, if you like, with a filter on the event
          type.
        </p>
      </Step>
    </Steps>
  )
}
