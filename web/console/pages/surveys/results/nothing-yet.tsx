/** In place of results that nobody has given: what it takes for answers to come. */
import type { ComponentChildren } from 'preact'
import type { Survey } from '../../../../../shared/survey.ts'
import { Button } from '../../../parts/button.tsx'
import { Code } from '../../../parts/code.tsx'
import { counted } from '../../../parts/count.tsx'
import { EmptyState } from '../../../parts/states.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { Exact } from '../../../time.tsx'
import { oneEvent } from '../../events/data.ts'
import { surveyHref, type Tab } from '../address.ts'
import { sdkLine } from '../when/can-trigger.ts'
import { TO_COME } from '../words.ts'
import styles from './nothing-yet.module.css'

export function NothingYet({ survey, showings }: { survey: Survey; showings: number }) {
  const { status, platform, startsAt } = survey
  const toCome = TO_COME[platform]
  if (toCome)
    return (
      <Empty title={toCome[0]}>
        <p>{toCome[1]}</p>
      </Empty>
    )
  if (status === 'draft')
    return (
      <Empty title="No answers yet" action={<To tab="build" survey={survey} words="Go on building" />}>
        <p>They come once it is launched. “Launch”, above, says what is still missing for that.</p>
        <Sender survey={survey} />
      </Empty>
    )
  if (showings > 0)
    return (
      <Empty title="Nobody has answered yet">
        <p>
          It was shown {counted(showings, 'time')}. Answers appear here as they are given, also those of
          people who stop half-way.
        </p>
      </Empty>
    )
  if (status === 'paused')
    return (
      <Empty title="It is paused">
        <p>Nobody is shown it until it is resumed.</p>
      </Empty>
    )
  if (status !== 'in-progress')
    return (
      <Empty title="Nobody was shown it">
        <p>It is {status}.</p>
      </Empty>
    )
  if (startsAt !== null && Date.parse(startsAt) > Date.now())
    return (
      <Empty title="It has not begun yet" action={<To tab="when" survey={survey} words="Change its start" />}>
        <p>
          It begins on <Exact at={startsAt} />.
        </p>
      </Empty>
    )
  return (
    <Empty title="Nobody was shown it yet" action={<To tab="audience" survey={survey} words="Why not?" />}>
      <Sender survey={survey} />
      <p>Under Audience you can ask for any user why they would not get it.</p>
    </Empty>
  )
}

/** What must happen in a page for it to appear. */
function Sender({ survey: { platform, triggers, filter } }: { survey: Survey }) {
  const { id: env } = useEnvironment()
  const [first] = triggers
  const { data: event } = useResource(oneEvent, first && [env, first.event])
  if (platform !== 'web' || first === undefined || event === undefined) return null
  const also = triggers.length > 1 ? `, or another of its ${triggers.length} triggers happens` : ''
  const whom = filter === null ? '' : ' to people who meet its filter'
  return (
    <>
      {event.kind === 'code' ? (
        <>
          <p>
            It appears{whom} when your page runs this line{also}:
          </p>
          <Code label={`SDK code for ${event.name}`} text={sdkLine(event)} />
        </>
      ) : (
        <p>
          It appears{whom} when the web SDK sees “{event.name}” in your page{also}.
        </p>
      )}
      <p>
        The page must load the web SDK: <a href={`/${env}/connect/web-sdk`}>Connect has the snippet</a>.
      </p>
    </>
  )
}

function Empty({
  title,
  action,
  children,
}: {
  title: string
  action?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <EmptyState icon="surveys" title={title} action={action}>
      <div class={styles.words}>{children}</div>
    </EmptyState>
  )
}

function To({ tab, survey, words }: { tab: Tab; survey: Survey; words: string }) {
  const { id: env } = useEnvironment()
  return <Button href={surveyHref(env, survey.id, tab)}>{words}</Button>
}
