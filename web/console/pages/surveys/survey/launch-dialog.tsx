/** Before people see it: what is missing, each with the way to it, and what the launch will do. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Survey } from '../../../../../shared/survey.ts'
import { Button } from '../../../parts/button.tsx'
import { classes } from '../../../parts/classes.ts'
import { counted } from '../../../parts/count.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Skeleton } from '../../../parts/states.tsx'
import { useEnvironment } from '../../../session.tsx'
import { exactTime } from '../../../time.tsx'
import { fieldHref } from '../address.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { TO_COME } from '../words.ts'
import type { Missing } from './launch-faults.ts'
import styles from './launch-dialog.module.css'
import { sayIssue } from './say-issue.ts'

/** What is looked at, in the order in which a survey is made. */
const CHECKS: readonly (readonly [words: string, parts: readonly string[]])[] = [
  ['Questions and their words', ['name', 'platform', 'questions', 'thankYou']],
  ['Who gets it', ['filter']],
  ['When it appears, and how often', ['triggers', 'delivery', 'resurvey', 'startsAt', 'endsAt']],
  ['Look and languages', ['look', 'language', 'translations']],
]

export function LaunchDialog({
  missing,
  launch,
  onClose,
}: {
  missing: Missing | undefined
  launch: () => Promise<void>
  onClose: () => void
}) {
  const { survey } = useEditedSurvey()
  const { name: environment, kind } = useEnvironment()
  const [busy, setBusy] = useState(false)
  const isReady = missing !== undefined && missing.faults.length === 0
  return (
    <Dialog
      title={isReady ? `Launch “${survey.name}”` : 'Before it can be launched'}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        setBusy(true)
        void launch().finally(() => setBusy(false))
      }}
      foot={
        <>
          <Button onClick={onClose}>{isReady ? 'Not yet' : 'Close'}</Button>
          {isReady && (
            <Button kind="main" type="submit" icon="play" busy={busy}>
              Launch in {environment}
            </Button>
          )}
        </>
      }
    >
      {missing === undefined ? (
        <Skeleton rows={4} label="what is needed" />
      ) : (
        <ul role="list" class={styles.checks}>
          {CHECKS.map(([words, parts]) => (
            <Check key={words} words={words} parts={parts} missing={missing} onFollow={onClose} />
          ))}
        </ul>
      )}
      {isReady && (
        <p class={styles.what}>
          {whatHappens(survey)}
          {kind === 'production' && TO_COME[survey.platform] === undefined && ' These are your real users.'}
        </p>
      )}
    </Dialog>
  )
}

function Check({
  words,
  parts,
  missing,
  onFollow,
}: {
  words: string
  parts: readonly string[]
  missing: Missing
  onFollow: () => void
}) {
  const { survey } = useEditedSurvey()
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const isOf = ({ path }: { path: string }) => parts.includes(path.split('.')[0] ?? '')
  const faults = missing.faults.filter(isOf)
  const warnings = missing.warnings.filter(isOf)
  return (
    <li class={styles.check}>
      <p class={styles.head}>
        <span class={classes(styles.mark, faults.length > 0 && styles.bad)}>
          <Icon name={faults.length > 0 ? 'close' : 'check'} />
        </span>
        {words}
        <span class="said">{faults.length > 0 ? ': something is missing' : ': complete'}</span>
      </p>
      {faults.length + warnings.length > 0 && (
        <ul role="list" class={styles.issues}>
          {[...faults, ...warnings].map((issue) => {
            const href = fieldHref(env, survey.id, issue.path, survey.questions)
            return (
              <li key={issue.path + issue.message}>
                <a
                  href={href}
                  class={styles.issue}
                  onClick={(event) => {
                    event.preventDefault()
                    onFollow()
                    // Once the dialog is gone: it gives the focus back to where it came from.
                    setTimeout(() => route(href))
                  }}
                >
                  {sayIssue(issue, survey.questions)}
                </a>
                {warnings.includes(issue) && <span class={styles.may}> May be launched all the same.</span>}
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}

/** What people will get, in one or two sentences. */
function whatHappens({ platform, filter, delivery, triggers, startsAt, endsAt }: Survey): string {
  const who = filter === null ? 'everyone' : 'those who meet its filter'
  const where = {
    web: `It appears to ${who} when ${triggers.length === 1 ? 'its event happens' : `one of its ${triggers.length} events happens`}`,
    link: 'Once Asklet has a page for it, whoever opens its address can answer',
    email: `Once Asklet sends surveys by email, it is mailed to ${who} with an email address`,
    mobile: 'It appears in the app',
  }[platform]
  const from = startsAt === null ? '' : `, from ${exactTime(startsAt)}`
  const to = endsAt === null ? '' : `, to ${exactTime(endsAt)}`
  const much =
    delivery.mode === 'until'
      ? `, until there are ${counted(delivery.responses, 'response')}`
      : delivery.mode === 'continuous'
        ? `, to ${delivery.percent} % of them${delivery.perDay === null ? '' : ` and at most ${counted(delivery.perDay, 'time')} a day`}`
        : ''
  return `${where}${from}${to}${much}. It can be paused at any time.`
}
