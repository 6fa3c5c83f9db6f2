/** Asks once more before an event goes that surveys use: nobody deletes such a one by accident. */
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import type { Event } from './data.ts'

export function DeleteUsedDialog({
  event,
  onClose,
  onDelete,
}: {
  event: Event
  onClose: () => void
  onDelete: () => void
}) {
  return (
    <Dialog
      title={`Delete “${event.name}”?`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose()
              onDelete()
            }}
          >
            Delete it all the same
          </Button>
        </>
      }
    >
      <p>{event.surveys.length === 1 ? 'A survey uses it:' : 'Surveys use it:'}</p>
      <ul role="list">
        {event.surveys.map((survey) => (
          <li key={survey}>
            <strong>{survey}</strong>
          </li>
        ))}
      </ul>
      <p>
        A survey that appears when it happens does so no longer, and a filter that asks for it finds that
        nobody ever did it.
      </p>
    </Dialog>
  )
}
