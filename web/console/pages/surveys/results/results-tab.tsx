/** The Results tab: what the responses come to, question by question, and each of them. */
import { useLocation } from 'preact-iso'
import { dayIn } from '../../../../../shared/day.ts'
import { NPS_NOTICE } from '../../../../../shared/templates/template.ts'
import type { AnswerCondition } from '../../../../../shared/results.ts'
import type { Survey } from '../../../../../shared/survey.ts'
import { Section } from '../../../parts/page.tsx'
import { ErrorState, Skeleton, StaleNote } from '../../../parts/states.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { results } from './data.ts'
import { DailyChart } from './daily-chart.tsx'
import { Figures } from './figures.tsx'
import { FilterBar } from './filter-bar.tsx'
import { isNarrowed, lookedAt, lookHref, sentOf } from './query.ts'
import { NothingYet } from './nothing-yet.tsx'
import { QuestionResult } from './question-result.tsx'
import { Responses } from './responses.tsx'
import styles from './results-tab.module.css'

/** Milliseconds between two looks at a survey that is being answered. */
const EVERY = 5_000

export function ResultsTab({ survey }: { survey: Survey }) {
  const { id: env, timeZone } = useEnvironment()
  const { query } = useLocation()
  const looked = lookedAt(query)
  const sent = sentOf(looked, dayIn(timeZone)(Date.now()))
  const asked = JSON.stringify(sent)
  const every = survey.status === 'in-progress' ? EVERY : undefined
  const read = useResource(results, [env, survey.id, asked], every === undefined ? {} : { every })
  const base = `/${env}/surveys/${survey.id}/results`
  const { data } = read
  if (data === undefined)
    return read.error ? (
      <ErrorState error={read.error} retry={read.reload} />
    ) : (
      <Skeleton rows={12} label="results" />
    )
  if (data.responses === 0 && !isNarrowed(looked))
    return <NothingYet survey={survey} showings={data.showings ?? 0} />

  const narrowed = (condition: AnswerCondition) =>
    lookHref(base, {
      ...looked,
      response: undefined,
      answers: [...looked.answers.filter(({ question }) => question !== condition.question), condition],
    })
  return (
    <div class={styles.results}>
      <StaleNote error={read.error} retry={read.reload} />
      <FilterBar
        base={base}
        looked={looked}
        questions={survey.questions}
        shown={data.responses}
        total={survey.responses}
      />
      <Figures survey={survey} results={data} />
      <DailyChart daily={data.daily} />
      <div class={styles.questions}>
        {survey.questions.map((question, place) => {
          const result = data.questions.find(({ id }) => id === question.id)
          return result === undefined ? null : (
            <QuestionResult
              key={question.id}
              place={place + 1}
              question={question}
              result={result}
              href={narrowed}
            />
          )
        })}
      </div>
      <HowSure hasNps={survey.questions.some(({ type }) => type === 'nps')} />
      <Section title="Responses" actions={<Exports env={env} id={survey.id} asked={sent} />}>
        <Responses survey={survey} base={base} looked={looked} asked={asked} every={every} />
      </Section>
    </div>
  )
}

function HowSure({ hasNps }: { hasNps: boolean }) {
  return (
    <details class={styles.sure}>
      <summary>How sure are these numbers?</summary>
      <p>
        Those who answer are a sample of everyone. The intervals say between what the number for everyone
        lies, right in 95 of 100 such surveys, if those who answer are like those who do not. Shares: Wilson’s
        score interval (1927).{' '}
        {hasNps && 'NPS: the adjusted Wald interval (Rocks, The American Statistician, 2016).'}
      </p>
      {hasNps && <p>{NPS_NOTICE}</p>}
    </details>
  )
}

function Exports({ env, id, asked }: { env: string; id: string; asked: Record<string, string> }) {
  const query = new URLSearchParams(asked).toString()
  const to = (kind: string) =>
    `/api/environments/${env}/surveys/${id}/responses.${kind}${query === '' ? '' : `?${query}`}`
  return (
    <>
      <a class={styles.export} href={to('csv')} download>
        CSV
      </a>
      <a class={styles.export} href={to('json')} download>
        JSON
      </a>
    </>
  )
}
