/** In Development, says what is skipped there. */
import { Note } from '../../../parts/note.tsx'
import { useEnvironment } from '../../../session.tsx'

export function TestNote() {
  const { kind, name } = useEnvironment()
  if (kind !== 'development') return null
  return (
    <Note title={`${name} is for testing`}>
      Percentages and the days between two surveys are skipped here, so that you see a survey each time. They
      hold in Production.
    </Note>
  )
}
