/** The questions that review asks before it acts on many names. */
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import type { Request } from './data.ts'
import { DenyLikeDialog } from './deny-like-dialog.tsx'
import type { Decisions } from './use-decisions.ts'

export type Asking =
  | { what: 'approve'; names: string[] | 'all' }
  | { what: 'deny all' }
  | { what: 'deny like'; example: string | undefined }

export function ReviewDialogs({
  asking,
  items,
  total,
  decide,
  onClose,
}: {
  asking: Asking
  items: readonly Request[]
  total: number
  decide: Decisions
  onClose: () => void
}) {
  switch (asking.what) {
    case 'approve':
      return (
        <ApproveDialog
          names={asking.names}
          items={items}
          total={total}
          onClose={onClose}
          onApprove={(into) => {
            onClose()
            decide.approve(asking.names, into)
          }}
        />
      )
    case 'deny like':
      return (
        <DenyLikeDialog
          example={asking.example}
          items={items}
          onClose={onClose}
          onDeny={(pattern) => {
            onClose()
            decide.denyLike(pattern)
          }}
        />
      )
    case 'deny all':
      return (
        <Dialog
          title={`Deny all ${counted(total, 'name')}?`}
          onClose={onClose}
          onSubmit={(event) => {
            event.preventDefault()
            onClose()
            decide.deny('all')
          }}
          foot={
            <>
              <Button onClick={onClose}>Cancel</Button>
              <Button kind="danger" type="submit">
                Deny all
              </Button>
            </>
          }
        >
          <p>
            Their calls are no longer kept, and what was held of them goes. Each can be lifted under Denied;
            all of this can be undone right after.
          </p>
        </Dialog>
      )
  }
}
