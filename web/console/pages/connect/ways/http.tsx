/** Plain HTTP, with nothing of Segment's. */
import { Code } from '../../../parts/code.tsx'
import { type Door, useDoor } from '../door.ts'
import { Step, Steps } from '../steps.tsx'

const identify = ({ url }: Door, key: string) => `curl ${url}/v1/identify \\
  -u '${key}:' \\
  -H 'Content-Type: application/json' \\
  -d '{"userId": "userId123", "traits": {"firstName": "James", "lastName": "Gibbon"}}'`

const track = ({ url }: Door, key: string) => `curl ${url}/v1/track \\
  -u '${key}:' \\
  -H 'Content-Type: application/json' \\
  -d '{"userId": "userId123", "event": "Clicked Button", "properties": {"label": "Start"}}'`

const batch = ({ url }: Door, key: string) => `curl ${url}/v1/batch \\
  -u '${key}:' \\
  -H 'Content-Type: application/json' \\
  -d '{"batch": [
    {"type": "page", "anonymousId": "visitor-1", "properties": {"url": "https://example.com/pricing"}},
    {"type": "alias", "userId": "userId123", "previousId": "visitor-1"}
  ]}'`

export function Http() {
  const door = useDoor('server')
  return (
    <Steps>
      <Step title="Make a user known">
        <Code label="curl: identify" text={identify(door, door.key)} shown={identify(door, door.shown)} />
      </Step>
      <Step title="Say what they did">
        <Code label="curl: track" text={track(door, door.key)} shown={track(door, door.shown)} />
        <p>
          Give each call a <code>messageId</code> of your own if it may be sent twice: the same one counts
          once.
        </p>
      </Step>
      <Step title="Or many calls at once">
        <Code label="curl: batch" text={batch(door, door.key)} shown={batch(door, door.shown)} />
        <p>Up to 2,500 calls and 500 KB. The answer is 200 once they are stored.</p>
      </Step>
    </Steps>
  )
}
