/** A Destination Function in Segment. */
import { Code } from '../../../parts/code.tsx'
import { DESTINATION_FUNCTION } from '../destination-function.ts'
import { useDoor } from '../door.ts'
import { Step, Steps, Values } from '../steps.tsx'

export function DestinationFunction() {
  const { url, key, shown } = useDoor('server')
  return (
    <Steps>
      <Step title="Make a function">
        <p>
          In Segment, open Connections › Catalog › Functions, choose <b>New Function</b> and then{' '}
          <b>Destination</b>. Replace what is in the editor by this:
        </p>
        <Code label="Destination Function" text={DESTINATION_FUNCTION} tall />
      </Step>
      <Step title="Add two settings">
        <p>
          Under Settings in the editor, add two of the type text. Mark <code>key</code> as sensitive.
        </p>
        <Values
          rows={[
            { label: 'endpoint', value: `${url}/segment` },
            { label: 'key', value: key, shown },
          ]}
        />
      </Step>
      <Step title="Connect it to a source">
        <p>
          Save it, connect it to the source, fill in the two settings and enable it. It also hands on
          deletions, which webhooks do not: when Segment deletes a user, Asklet erases them.
        </p>
      </Step>
    </Steps>
  )
}
