/** A new survey: blank, or from a template that shows itself first. */
import { useLocation } from 'preact-iso'
import { useRef, useState } from 'preact/hooks'
import { GOAL_WORDS, GOALS } from '../../../../../shared/templates/template.ts'
import { PLATFORMS } from '../../../../../shared/survey.ts'
import { api } from '../../../api.ts'
import { Button } from '../../../parts/button.tsx'
import { Choices } from '../../../parts/choices.tsx'
import { counted } from '../../../parts/count.tsx'
import { Page } from '../../../parts/page.tsx'
import { toast } from '../../../parts/toast.tsx'
import { withQuery } from '../../../search.ts'
import { useEnvironment } from '../../../session.tsx'
import { useShortcuts } from '../../../shortcuts.ts'
import { useMayEdit } from '../../../use-may-edit.ts'
import { surveyHref, surveysHref } from '../address.ts'
import { surveyIn, surveys } from '../data.ts'
import { Preview } from '../preview/preview.tsx'
import { PLATFORM } from '../words.ts'
import styles from './new-survey.module.css'
import { BLANK, inputOf, previewOf, type Start, STARTS } from './starts.ts'

export function NewSurvey() {
  const { id: env } = useEnvironment()
  const { path, query, route } = useLocation()
  const mayEdit = useMayEdit()
  const [busy, setBusy] = useState(false)
  const platform = PLATFORMS.find((one) => one === query['platform']) ?? 'web'
  const chosen = STARTS.find(({ id }) => id === query['template']) ?? STARTS[1] ?? BLANK
  const beside = useRef<HTMLDivElement>(null)
  const choose = (start: Start) => {
    route(withQuery(path, { ...query, template: start.id }), true)
    // Where it stands below the list, it comes into view.
    if (matchMedia('(max-width: 68rem)').matches) beside.current?.scrollIntoView()
  }

  const make = async () => {
    if (busy || !mayEdit) return
    setBusy(true)
    try {
      const made = await surveyIn(
        api.environments[':env'].surveys.$post({ param: { env }, json: inputOf(chosen, platform) }),
      )
      surveys.reload()
      route(surveyHref(env, made.id, 'build'))
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
      setBusy(false)
    }
  }
  const walk = (step: 1 | -1) => {
    const next = STARTS[STARTS.indexOf(chosen) + step]
    if (!next) return
    choose(next)
    document.getElementById(`start-${next.id}`)?.focus()
  }
  useShortcuts('Templates', {
    j: ['Next template', () => walk(1)],
    k: ['Previous template', () => walk(-1)],
    ...(mayEdit && { 'mod+Enter': ['Make the survey', () => void make()] }),
  })
  const item = (start: Start) => (
    <li key={start.id}>
      <button
        type="button"
        id={`start-${start.id}`}
        class={styles.start}
        aria-current={start === chosen || undefined}
        onClick={() => choose(start)}
        onDblClick={() => void make()}
      >
        <span class={styles.name}>{start.name}</span>
        <span class={styles.count}>
          {start.questions.length === 0 ? '' : counted(start.questions.length, 'question')}
        </span>
      </button>
    </li>
  )
  return (
    <Page title="New survey" above={{ href: surveysHref(env), label: 'Surveys' }}>
      <Choices
        legend="Where is it shown?"
        hint={`${PLATFORM[platform][1]}.`}
        chosen={platform}
        choices={PLATFORMS.map((one) => [one, PLATFORM[one][0]])}
        onChoose={(one) => route(withQuery(path, { ...query, platform: one }), true)}
      />
      <div class={styles.gallery}>
        <nav class={styles.starts} aria-label="What to start from">
          <ul role="list" class={styles.list}>
            {item(BLANK)}
          </ul>
          {GOALS.map((goal) => (
            <section key={goal} aria-labelledby={`goal-${goal}`}>
              <h2 id={`goal-${goal}`} class={styles.goal}>
                {GOAL_WORDS[goal]}
              </h2>
              <ul role="list" class={styles.list}>
                {STARTS.filter((start) => start.goal === goal).map(item)}
              </ul>
            </section>
          ))}
        </nav>
        <div class={styles.chosen} ref={beside}>
          <header class={styles.head}>
            <div class={styles.words}>
              <h2>{chosen.name}</h2>
              <p class={styles.what}>{chosen.description}</p>
            </div>
            {mayEdit && (
              <Button kind="main" busy={busy} onClick={() => void make()}>
                {chosen === BLANK ? 'Begin with a blank survey' : 'Use this template'}
              </Button>
            )}
          </header>
          {chosen !== BLANK && (
            <div class={styles.inside}>
              <div class={styles.facts}>
                <h3 class={styles.asks}>What it asks</h3>
                <ol class={styles.questions}>
                  {chosen.questions.map(({ id, text }) => (
                    <li key={id}>{text}</li>
                  ))}
                </ol>
                {chosen.toDo && (
                  <>
                    <h3 class={styles.asks}>Before it is launched</h3>
                    <p class={styles.what}>{chosen.toDo}</p>
                  </>
                )}
              </div>
              <Preview key={chosen.id} survey={previewOf(chosen)} />
            </div>
          )}
          {chosen.notice && <p class={styles.notice}>{chosen.notice}</p>}
        </div>
      </div>
    </Page>
  )
}
