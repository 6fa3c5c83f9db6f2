/** Words of the server, in which each time is said as the reader's own: it says them in UTC. */
import { exactTime } from '../../time.tsx'

const TIME = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)/

export const WithTimes = ({ text }: { text: string }) => (
  <>
    {text.split(TIME).map((part, at) =>
      at % 2 === 1 ? (
        <time key={at} dateTime={part}>
          {exactTime(part)}
        </time>
      ) : (
        part
      ),
    )}
  </>
)
