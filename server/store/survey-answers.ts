/** Which questions and options of a survey were answered: what must stay readable when it is changed. */
import type { Database, Statement } from './database.ts'
import { integer, text } from './row.ts'

/** What is to be taken away or changed: questions by ID, and options as [question, option]. */
export type Unanswered = {
  questions: readonly string[]
  options: readonly (readonly [string, string])[]
}

/** How many answers each of these has; what has none is left out. What was skipped is no answer. */
export async function countAnswers(
  database: Database,
  survey: string,
  { questions, options }: Unanswered,
): Promise<{ question: string; option?: string; answers: number }[]> {
  if (questions.length === 0 && options.length === 0) return []
  const rows = await database.read(
    `WITH given AS (SELECT answer.question, answer.value FROM showing CROSS JOIN answer ON answer.showing = showing.id
       WHERE showing.survey = ?1 AND showing.responded_at IS NOT NULL AND answer.value <> 'null')
     SELECT question, NULL AS option, count(*) AS answers FROM given
     WHERE question IN (SELECT value FROM json_each(?2)) GROUP BY question
     UNION ALL
     SELECT given.question, chosen.atom, count(*) FROM given CROSS JOIN json_each(given.value) AS chosen
     WHERE EXISTS (SELECT 1 FROM json_each(?3) AS option
       WHERE option.value ->> 0 = given.question AND option.value ->> 1 = chosen.atom)
     GROUP BY given.question, chosen.atom`,
    [survey, JSON.stringify(questions), JSON.stringify(options)],
  )
  return rows.map((row) => ({
    question: text(row, 'question'),
    ...(row['option'] !== null && { option: text(row, 'option') }),
    answers: integer(row, 'answers'),
  }))
}

/** Responses that can have come between a look and the change that relies on it. */
const LATELY = 1_000

/** A condition: one of the latest responses answers any of these. It is for the transaction that changes the survey. */
export function isAnsweredLately(survey: string, { questions, options }: Unanswered): Required<Statement> {
  if (questions.length === 0 && options.length === 0) return { sql: 'false', args: [] }
  return {
    sql: `EXISTS (SELECT 1 FROM (SELECT id FROM showing WHERE showing.survey = ? AND responded_at IS NOT NULL
        ORDER BY responded_at DESC LIMIT ${LATELY}) AS latest
      CROSS JOIN answer ON answer.showing = latest.id AND answer.value <> 'null'
      WHERE answer.question IN (SELECT value FROM json_each(?)) OR EXISTS (
        SELECT 1 FROM json_each(?) AS option CROSS JOIN json_each(answer.value) AS chosen
        WHERE option.value ->> 0 = answer.question AND option.value ->> 1 = chosen.atom))`,
    args: [survey, JSON.stringify(questions), JSON.stringify(options)],
  }
}
