/** The first two minutes in Development: from a page to a call, an event, a survey and its answer, step by step. */
import { useState } from 'preact/hooks'
import { answer, api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Section } from '../../parts/page.tsx'
import { toast } from '../../parts/toast.tsx'
import { createResource, useResource } from '../../resource.ts'
import { createKeptStore, useStore } from '../../store.ts'
import { useSession } from '../../session.tsx'
import { makeSampleSurvey, SAMPLE_EVENT } from './sample-survey.ts'
import styles from './sample-shop.module.css'

const environment = api.environments[':env']

/** How far a newcomer has come; numbers and the first survey in progress. */
const progress = createResource(async (env: string) => {
  const param = { env }
  const [events, surveys, meter] = await Promise.all([
    answer(environment.events.$get({ param, query: { limit: '1' } })),
    answer(environment.surveys.$get({ param, query: { limit: '200' } })),
    answer(environment['identity-meter'].$get({ param })),
  ])
  const items: readonly {
    id: string
    status: string
    platform: string
    showings: number
    responses: number
  }[] = surveys.items
  return {
    hasEvent: events.items.length > 0,
    running: items.find(({ status, platform }) => status === 'in-progress' && platform === 'web'),
    answered: items.find(({ responses }) => responses > 0),
    shown: items.find(({ showings }) => showings > 0),
    meter,
  }
})

/** Environments where somebody of this browser does not want to see it any more. */
const dismissed = createKeptStore<string>('asklet.sample-shop-dismissed', (kept) => kept ?? '')

export function SampleShop() {
  const { environment: own, me } = useSession()
  const { id, kind } = own
  const hidden = useStore(dismissed).split(' ').includes(id)
  const far = useResource(progress, [id], { every: 3_000 })
  const [making, setMaking] = useState(false)
  if (kind !== 'development' || hidden || me.role === 'viewer' || far.data === undefined) return null
  const { hasEvent, running, shown, answered, meter } = far.data

  const make = async () => {
    setMaking(true)
    try {
      await makeSampleSurvey(id)
      progress.reload()
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
    setMaking(false)
  }
  const done = answered !== undefined
  // By both ways: analytics.js knows the browser by an anonymous ID, the SDK by its own.
  const arrived = meter.anonymous > 0 && meter.visitors > 0
  return (
    <Section
      title={done ? 'You have seen it work' : 'See it work in two minutes'}
      lead={
        done
          ? 'A call, an event, a survey and its answer: the same happens on your own pages once they send theirs.'
          : 'The sample shop is a page like yours: analytics.js sends its Segment calls here, and the web SDK shows a survey in it.'
      }
      actions={
        <Button kind="plain" small onClick={() => dismissed.set(`${dismissed.get()} ${id}`.trim())}>
          Hide this
        </Button>
      }
    >
      <ol class={styles.steps}>
        <Step done={running !== undefined || shown !== undefined} title="Make a sample survey">
          {running || shown ? (
            <a href={`/${id}/surveys/${(running ?? shown)?.id}`}>It is in progress</a>
          ) : (
            <Button kind="main" small busy={making} onClick={() => void make()}>
              Ask buyers how it was
            </Button>
          )}
        </Step>
        <Step done={arrived} title="Open the shop: its calls arrive">
          <a href="/demo" target="_blank" rel="noreferrer">
            Open the sample shop
          </a>
          {arrived && <a href={`/${id}/calls`}>Live calls</a>}
          {meter.visitors > 0 && (
            <span>
              {meter.visitors} {meter.visitors === 1 ? 'visitor' : 'visitors'}, {meter.visitorsMatched}{' '}
              matched
            </span>
          )}
        </Step>
        <Step done={shown !== undefined} title={`Order some tea: “${SAMPLE_EVENT}” shows the survey`}>
          {hasEvent && <a href={`/${id}/events`}>Events</a>}
        </Step>
        <Step done={done} title="Answer it, and read the result">
          {answered && <a href={`/${id}/surveys/${answered.id}/results`}>Results</a>}
        </Step>
      </ol>
    </Section>
  )
}

function Step({
  done,
  title,
  children,
}: {
  done: boolean
  title: string
  children?: preact.ComponentChildren
}) {
  return (
    <li class={styles.step}>
      <span class={done ? styles.done : styles.open} role="img" aria-label={done ? 'Done' : 'To do'}>
        {done && <Icon name="check" />}
      </span>
      <span class={styles.title}>{title}</span>
      <span class={styles.way}>{children}</span>
    </li>
  )
}
