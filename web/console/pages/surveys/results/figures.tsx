/** How many were shown the survey, answered, and went to its end, with how sure the shares are. */
import type { ComponentChildren } from 'preact'
import type { Survey } from '../../../../../shared/survey.ts'
import type { SurveyResults } from '../../../../../shared/results.ts'
import { count, Count, counted } from '../../../parts/count.tsx'
import { percentOf } from '../rates.ts'
import styles from './figures.module.css'

type Rate = SurveyResults['responseRate']

export function Figures({ survey, results }: { survey: Survey; results: SurveyResults }) {
  const { showings, responses, completions, responseRate, completionRate } = results
  return (
    <dl class={styles.figures}>
      <Figure name="Shown" note={showings === null ? 'Not by person or answer' : undefined}>
        {showings === null ? '–' : <Count of={showings} />}
      </Figure>
      <Figure name="Answered" note={toGo(survey) ?? rateWords(responseRate, 'of those shown it')}>
        <Count of={responses} />
      </Figure>
      <Figure name="Response rate" note={sure(responseRate)}>
        {showings === null ? '–' : percentOf(responses, showings)}
      </Figure>
      <Figure name="Went to the end" note={rateWords(completionRate, 'of those who answered')}>
        <Count of={completions} />
      </Figure>
    </dl>
  )
}

function Figure({
  name,
  note,
  children,
}: {
  name: string
  note?: string | undefined
  children: ComponentChildren
}) {
  return (
    <div class={styles.figure}>
      <dt>{name}</dt>
      <dd class={styles.value}>{children}</dd>
      <dd class={styles.note}>{note ?? '\u00A0'}</dd>
    </div>
  )
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const sure = (rate: Rate): string | undefined =>
  rate ? `95 % sure: ${percent(rate.low)} to ${percent(rate.high)}` : undefined

const rateWords = (rate: Rate, of: string): string | undefined =>
  rate ? `${percent(rate.value)} ${of}` : undefined

/** `20 of 385, in about 12 days at this pace`. */
function toGo({ delivery, responses, launchedAt, status }: Survey): string | undefined {
  if (delivery.mode !== 'until' || launchedAt === null) return undefined
  const wanted = `of ${count(delivery.responses)} wanted`
  const missing = delivery.responses - responses
  if (missing <= 0 || status !== 'in-progress' || responses < 5) return wanted
  const days = Math.max((Date.now() - Date.parse(launchedAt)) / 86_400_000, 1 / 24)
  const left = Math.ceil((missing * days) / responses)
  return left > 1_000 ? wanted : `${wanted}, in about ${counted(left, 'day')} at this pace`
}
