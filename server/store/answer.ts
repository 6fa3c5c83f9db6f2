/** What was answered to a showing. With its first answer a showing becomes a response. */
import type { Answers } from '../../shared/question.ts'
import type { Database, Statement } from './database.ts'
import { optionalInteger } from './row.ts'
import { newVersionWhere } from './version.ts'

export type AnswerChange = {
  showing: string
  survey: string
  answers: Answers
  /** It counts as a response from here on, if it did not yet. */
  responds: boolean
  completed: boolean
  closed: boolean
  /** The survey takes so many responses and no more; undefined: any number. */
  responses?: number
  at: number
}

/**
 * All in one transaction: the answers, the response, and the end of a survey that has what it wanted. Sent again, it
 * changes nothing; after completion nothing changes. `refused`: the survey took its last response before this one came.
 */
export async function recordAnswer(
  database: Database,
  change: AnswerChange,
): Promise<{ refused: boolean; ended: boolean }> {
  const { showing, survey, answers, responds, completed, closed, responses = null, at } = change
  const total = '(SELECT coalesce(sum(responses), 0) FROM survey_day WHERE survey = ?2)'
  const statements: Statement[] = []
  if (responds)
    statements.push({
      sql: `UPDATE showing SET responded_at = ?3 WHERE id = ?1 AND responded_at IS NULL AND (?4 IS NULL OR ?4 > ${total})`,
      args: [showing, survey, at, responses],
    })
  if (Object.keys(answers).length > 0)
    statements.push({
      sql: `INSERT INTO answer (showing, question, value, at)
        SELECT ?1, given.value ->> 0, given.value ->> 1, ?3 FROM json_each(?2) AS given
        WHERE EXISTS (SELECT 1 FROM showing WHERE id = ?1 AND completed_at IS NULL AND (responded_at IS NOT NULL OR ?4))
        ON CONFLICT (showing, question) DO UPDATE SET value = excluded.value, at = excluded.at
          WHERE value <> excluded.value`,
      args: [
        showing,
        JSON.stringify(Object.entries(answers).map(([question, value]) => [question, JSON.stringify(value)])),
        at,
        // What is only skipped is kept, though it is no response yet.
        Number(!responds),
      ],
    })
  if (completed)
    statements.push({
      sql: `UPDATE showing SET completed_at = ?2 WHERE id = ?1 AND completed_at IS NULL AND responded_at IS NOT NULL`,
      args: [showing, at],
    })
  if (closed || completed)
    statements.push({
      sql: `UPDATE showing SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL`,
      args: [showing, at],
    })
  if (responds && responses !== null) statements.push(...endWhenFull(survey, responses, at))
  const outcomes = await database.write([
    ...statements,
    {
      sql: `SELECT showing.responded_at, CASE WHEN survey.status = 'completed' THEN survey.completed_at END AS ended_at
        FROM showing CROSS JOIN survey ON survey.id = showing.survey WHERE showing.id = ?`,
      args: [showing],
    },
  ])
  const [row] = outcomes.at(-1)?.rows ?? []
  return {
    refused: responds && (row === undefined || optionalInteger(row, 'responded_at') === undefined),
    ended: row !== undefined && optionalInteger(row, 'ended_at') === at,
  }
}

/** It has what it wanted: it is shown no more. Others are told only where it ended by this very answer. */
function endWhenFull(survey: string, responses: number, at: number): Statement[] {
  return [
    {
      sql: `UPDATE survey SET status = 'completed', completed_at = ?3, updated_at = ?3, revision = revision + 1
        WHERE id = ?1 AND status IN ('in-progress', 'paused')
          AND ?2 <= (SELECT coalesce(sum(responses), 0) FROM survey_day WHERE survey = ?1)`,
      args: [survey, responses, at],
    },
    newVersionWhere(
      `EXISTS (SELECT 1 FROM survey WHERE id = ? AND status = 'completed' AND completed_at = ?)`,
      [survey, at],
    ),
  ]
}
