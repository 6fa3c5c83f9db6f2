/** Nothing waits for review: why that is, and what to do next. */
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { useEnvironment } from '../../session.tsx'
import { useEventsAt } from './address.ts'

export function ReviewEmpty() {
  const { id: env, autoAccept, firstCallAt } = useEnvironment()
  const at = useEventsAt()
  const automatic = useResource(review, [env]).data?.automatic ?? 0
  if (!firstCallAt)
    return (
      <EmptyState
        icon="connect"
        title="No call has come yet"
        action={
          <Button kind="main" href={`/${env}/connect`}>
            Connect Segment
          </Button>
        }
      >
        Track names that nobody has approved will wait here.
      </EmptyState>
    )
  return (
    <EmptyState
      icon="check"
      title="Nothing waits for review"
      action={<Button href={at.accepted}>See what is accepted</Button>}
    >
      {!autoAccept
        ? 'A track name that nobody has approved waits here from its first call on.'
        : automatic > 0
          ? `New names are accepted by themselves. ${counted(automatic, 'of them was', 'of them were')} not looked at yet.`
          : 'New names are accepted by themselves. Turn auto accept off to look at each one first.'}
    </EmptyState>
  )
}
