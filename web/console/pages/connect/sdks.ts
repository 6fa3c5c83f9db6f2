/** How each Segment SDK is pointed straight at Asklet. */
import type { SegmentKey } from '../../../../shared/environment.ts'
import type { Door } from './door.ts'

export type Sdk = {
  id: string
  name: string
  /** Servers send a server key; what ships to people carries a browser key. */
  key: SegmentKey['kind']
  /** It cannot send to an http address. */
  httpsOnly?: true
  note?: string
  write: (door: Pick<Door, 'url' | 'host' | 'https'>, key: string) => string
}

export const SDKS: readonly Sdk[] = [
  {
    id: 'node',
    name: 'Node.js',
    key: 'server',
    write: ({ url }, key) => `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${key}',
  host: '${url}',
})

analytics.identify({
  userId: 'userId123',
  traits: { firstName: 'James', lastName: 'Gibbon' },
})
analytics.track({ userId: 'userId123', event: 'Clicked Button' })
await analytics.closeAndFlush()`,
  },
  {
    id: 'browser',
    name: 'Browser',
    key: 'browser',
    note: 'A browser key is public, as everyone can read it in your page. What it says of an email is not mailed to until your server says the same.',
    write: ({ url, host, https }, key) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  { writeKey: '${key}', cdnURL: '${url}' },
  {
    integrations: {
      'Segment.io': { apiHost: '${host}/v1', protocol: '${https ? 'https' : 'http'}' },
    },
  },
)

analytics.page()
analytics.identify('userId123', { firstName: 'James', lastName: 'Gibbon' })
analytics.track('Clicked Button')`,
  },
  {
    id: 'python',
    name: 'Python',
    key: 'server',
    write: ({ url }, key) => `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = '${key}'
analytics.host = '${url}'

analytics.identify('userId123', {'firstName': 'James', 'lastName': 'Gibbon'})
analytics.track('userId123', 'Clicked Button')
analytics.flush()`,
  },
  {
    id: 'go',
    name: 'Go',
    key: 'server',
    write: ({ url }, key) => `// go get github.com/segmentio/analytics-go/v3
client, err := analytics.NewWithConfig("${key}", analytics.Config{
	Endpoint: "${url}",
})
if err != nil {
	log.Fatal(err)
}
defer client.Close()

client.Enqueue(analytics.Identify{
	UserId: "userId123",
	Traits: analytics.NewTraits().SetFirstName("James").SetLastName("Gibbon"),
})
client.Enqueue(analytics.Track{UserId: "userId123", Event: "Clicked Button"})`,
  },
  {
    id: 'ruby',
    name: 'Ruby',
    key: 'server',
    httpsOnly: true,
    write: ({ host }, key) => `# gem install analytics-ruby
require 'segment/analytics'

analytics = Segment::Analytics.new(
  write_key: '${key}',
  host: '${host.split(':')[0]}',
  port: ${host.split(':')[1] ?? 443}
)

analytics.identify(user_id: 'userId123', traits: { firstName: 'James', lastName: 'Gibbon' })
analytics.track(user_id: 'userId123', event: 'Clicked Button')
analytics.flush`,
  },
  {
    id: 'php',
    name: 'PHP',
    key: 'server',
    write: ({ host, https }, key) => `// composer require segmentio/analytics-php
use Segment\\Segment;

Segment::init('${key}', [
    'host' => '${host}',
    'ssl' => ${https},
]);

Segment::identify([
    'userId' => 'userId123',
    'traits' => ['firstName' => 'James', 'lastName' => 'Gibbon'],
]);
Segment::track(['userId' => 'userId123', 'event' => 'Clicked Button']);
Segment::flush();`,
  },
  {
    id: 'java',
    name: 'Java',
    key: 'server',
    write: ({ url }, key) => `// com.segment.analytics.java:analytics:3.+
Analytics analytics = Analytics.builder("${key}")
    .setUploadURL("${url}/v1/import")
    .build();

analytics.enqueue(IdentifyMessage.builder()
    .userId("userId123")
    .traits(Map.of("firstName", "James", "lastName", "Gibbon")));
analytics.enqueue(TrackMessage.builder("Clicked Button").userId("userId123"));
analytics.flush();`,
  },
  {
    id: 'kotlin',
    name: 'Kotlin',
    key: 'browser',
    httpsOnly: true,
    write: ({ host }, key) => `// com.segment.analytics.kotlin:android:1.+
val analytics = Analytics("${key}", applicationContext) {
    apiHost = "${host}/v1"
    cdnHost = "${host}/v1"
}

analytics.identify("userId123", buildJsonObject {
    put("firstName", "James")
    put("lastName", "Gibbon")
})
analytics.track("Clicked Button")`,
  },
  {
    id: 'swift',
    name: 'Swift',
    key: 'browser',
    httpsOnly: true,
    write: ({ host }, key) => `// https://github.com/segmentio/analytics-swift
let analytics = Analytics(configuration: Configuration(writeKey: "${key}")
    .apiHost("${host}/v1")
    .cdnHost("${host}/v1"))

analytics.identify(userId: "userId123", traits: ["firstName": "James", "lastName": "Gibbon"])
analytics.track(name: "Clicked Button")`,
  },
  {
    id: 'react-native',
    name: 'React Native',
    key: 'browser',
    write: ({ url }, key) => `// npm install @segment/analytics-react-native
import { createClient } from '@segment/analytics-react-native'

const analytics = createClient({
  writeKey: '${key}',
  proxy: '${url}/v1',
  cdnProxy: '${url}/v1',
  useSegmentEndpoints: true,
})

analytics.identify('userId123', { firstName: 'James', lastName: 'Gibbon' })
analytics.track('Clicked Button')`,
  },
]
