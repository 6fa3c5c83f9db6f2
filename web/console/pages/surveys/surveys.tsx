/** Surveys: not there yet, and honest about it. */
import { Button } from '../../parts/button.tsx'
import { Page } from '../../parts/page.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { useEnvironment } from '../../session.tsx'

export function Surveys() {
  const { id, firstCallAt } = useEnvironment()
  return (
    <Page title="Surveys">
      <EmptyState
        icon="surveys"
        title="Surveys come next"
        action={
          firstCallAt ? (
            <Button href={`/${id}/events`}>Look at your events</Button>
          ) : (
            <Button kind="main" href={`/${id}/connect`}>
              Connect Segment
            </Button>
          )
        }
      >
        <p>
          This version of Asklet receives what your users do. Asking them questions, in your pages, by link
          and by email, comes with one of the next versions.
        </p>
        <p>
          What you connect now is not lost: surveys will choose whom to ask by the events and attributes that
          are kept from today on.
        </p>
      </EmptyState>
    </Page>
  )
}
