/** What one question was answered with. */
import type { Question } from '../../../../../shared/question.ts'
import type { AnswerCondition, QuestionResult as Result } from '../../../../../shared/results.ts'
import { counted } from '../../../parts/count.tsx'
import { TypeIcon } from '../type-icon.tsx'
import { Bar } from './bar.tsx'
import styles from './question-result.module.css'
import { sayBar } from './say-answer.ts'
import { Score } from './score.tsx'

type Value = Result['answers'][number]['value']

export function QuestionResult({
  place,
  question,
  result,
  href,
}: {
  place: number
  question: Question
  result: Result
  /** Leads to those who answered so. */
  href: (condition: AnswerCondition) => string
}) {
  const { answered, skipped, answers } = result
  return (
    <article class={styles.question} aria-labelledby={`result-${result.id}`}>
      <header class={styles.head}>
        <span class={styles.place}>{place}</span>
        <TypeIcon type={question.type} />
        <h2 id={`result-${result.id}`}>{result.text || 'A question without words'}</h2>
        <p class={styles.how}>
          {counted(answered, 'answer')}
          {skipped > 0 && `, ${counted(skipped, 'time')} skipped`}
        </p>
      </header>
      {answered > 0 && <Scores question={question} result={result} />}
      {answers.length > 0 && (
        <ul class={styles.bars}>
          {orderOf(question, answers).map(({ value, count }) => (
            <Bar
              key={String(value)}
              name={value === null ? 'Something else' : sayBar(question, value)}
              of={count}
              whole={answered}
              tone={toneOf(question, value)}
              href={conditionOf(question, value, href)}
            />
          ))}
        </ul>
      )}
      {question.type === 'open' && answered > 0 && (
        <p>
          <a href={href({ question: result.id, op: 'submitted' })}>Read the answers below</a>
        </p>
      )}
      {answered === 0 && <p class={styles.none}>Nobody has answered it.</p>}
    </article>
  )
}

function Scores({ question, result }: { question: Question; result: Result }) {
  const { score, mean, answered } = result
  if (score === null) return null
  if (question.type === 'rating')
    return (
      <>
        <Score name="CSAT" score={score} least={0} most={100} unit=" %" />
        <p class={styles.note}>CSAT is the share of 4 and 5. On average {mean?.toFixed(1)} of 5.</p>
      </>
    )
  const among = (least: number, most: number) =>
    result.answers.reduce(
      (sum, { value, count }) =>
        typeof value === 'number' && value >= least && value <= most ? sum + count : sum,
      0,
    )
  return (
    <>
      <Score name="NPS" score={score} least={-100} most={100} />
      <ul class={styles.bars}>
        <Bar name="Promoters, 9 and 10" of={among(9, 10)} whole={answered} tone="good" />
        <Bar name="Passives, 7 and 8" of={among(7, 8)} whole={answered} tone="plain" />
        <Bar name="Detractors, 0 to 6" of={among(0, 6)} whole={answered} tone="bad" />
      </ul>
    </>
  )
}

function toneOf({ type }: Question, value: Value): 'accent' | 'good' | 'plain' | 'bad' {
  if (type !== 'nps' || typeof value !== 'number') return 'accent'
  return value >= 9 ? 'good' : value >= 7 ? 'plain' : 'bad'
}

/** The best score first, as promoters stand before detractors. */
const orderOf = ({ type }: Question, answers: Result['answers']): Result['answers'] =>
  type === 'nps' || type === 'rating' ? answers.toReversed() : answers

/** Own texts, and a consent, are no rule's business. */
function conditionOf(
  { id, type }: Question,
  value: Value,
  href: (condition: AnswerCondition) => string,
): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  return href(
    type === 'multi'
      ? { question: id, op: 'includesAtLeastOne', value: [String(value)] }
      : { question: id, op: 'is', value },
  )
}
