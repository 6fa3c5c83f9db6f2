/** Takes what was answered to a showing, as it is given. */
import type * as v from 'valibot'
import { answerFault, isAnswer } from '../../shared/answer.ts'
import type { Answer, Question } from '../../shared/question.ts'
import type { ShowingChange } from '../../shared/sdk.ts'
import type { Deps } from '../deps.ts'
import { Rejection } from '../ingest/rejection.ts'
import { recordAnswer } from '../store/answer.ts'
import { findShowing } from '../store/showing.ts'
import { findSurvey } from '../store/survey.ts'
import { PREVIEW } from './decide.ts'

type Change = v.InferOutput<typeof ShowingChange>

/**
 * Also where the survey was paused or is over since: who has it before them may answer.
 * @throws {Rejection} 404 for an unknown showing, 400 for an answer that its question cannot have, 409 where the survey
 * took its last response meanwhile.
 */
export async function recordAnswers(
  { database, definitions, now }: Deps,
  environment: number,
  id: string,
  { answers: given, completed = false, closed = false }: Change,
): Promise<void> {
  if (id === PREVIEW) return
  const showing = await findShowing(database, environment, id)
  const survey = showing && (await findSurvey(database, environment, showing.survey))
  if (showing === undefined || survey === undefined)
    throw new Rejection(404, 'unknown_showing', 'There is no such showing')
  const { questions, delivery } = survey.definition
  const answers = readAnswers(given, questions)
  const responds = completed || Object.values(answers).some((answer) => answer !== null)
  const { refused, ended } = await recordAnswer(database, {
    showing: id,
    survey: survey.id,
    answers,
    responds,
    completed,
    closed,
    responses: delivery.mode === 'until' ? delivery.responses : undefined,
    at: now(),
  })
  if (ended) await definitions.refresh()
  if (refused)
    throw new Rejection(
      409,
      'closed',
      'The survey took its last response before this one came; it is not kept',
    )
}

function readAnswers(
  given: Readonly<Record<string, unknown>>,
  questions: readonly Question[],
): Record<string, Answer> {
  const answers: [string, Answer][] = []
  for (const [id, answer] of Object.entries(given)) {
    const question = questions.find((one) => one.id === id)
    if (question === undefined)
      throw new Rejection(
        400,
        'unknown_question',
        `"answers.${id.slice(0, 60)}": the survey has no such question`,
      )
    if (!isAnswer(question, answer))
      throw new Rejection(400, 'invalid_answer', `"answers.${id}": ${answerFault(question, answer)}`)
    answers.push([id, answer])
  }
  return Object.fromEntries(answers)
}
