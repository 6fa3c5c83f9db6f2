/** Says so where a filter can match no one, whatever it asks: no visitor is a known user. */
import { Note } from '../../../parts/note.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { identityMeter } from '../../people/data.ts'
import { meterWords } from '../../people/meter-words.ts'

export function ReachNote() {
  const { id: env, heldDays } = useEnvironment()
  const { data } = useResource(identityMeter, [env], { every: 15_000 })
  if (!data || data.users + data.anonymous + data.visitors === 0) return null
  const { tone, text } = meterWords(data, heldDays)
  return tone === 'bad' ? (
    <Note tone="warn" title="Nobody can meet a filter">
      {text}
    </Note>
  ) : null
}
