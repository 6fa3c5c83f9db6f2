/** What the responses to a day's showings come to, added up by the database. */
import * as v from 'valibot'
import { lower } from '../../shared/compare.ts'
import { DAY } from '../../shared/time-slot.ts'
import type { Database } from './database.ts'
import { NEVER, saysText, StoredAnswer } from './response.ts'
import { flag, integer, json, text } from './row.ts'

/** Every zone's offset is a multiple of it. */
const QUARTER = 900_000

/** So many responses are added up at a time: that takes the reader's thread some milliseconds. */
const PAGE = 1_000

export type ResponseSums = {
  answers: { question: string; value: v.InferOutput<typeof StoredAnswer>; times: number }[]
  /** `at`: within the same quarter of an hour as they were given. */
  responses: { at: number; completed: boolean; times: number }[]
}

/** Days of showings with answers, since 1970 in UTC. `changes` grows with every change of what was answered. */
export async function listResponseDays(
  database: Database,
  survey: string,
): Promise<{ day: number; changes: number }[]> {
  const rows = await database.read('SELECT day, changes FROM response_change WHERE survey = ? ORDER BY day', [
    survey,
  ])
  return rows.map((row) => ({ day: integer(row, 'day'), changes: integer(row, 'changes') }))
}

/**
 * The responses to the showings of a day, a part at a time. Answered at or after `from` and before `to`, with `search` in
 * one of their texts. Answers to `open` questions are all the empty text.
 */
export async function* sumResponses(
  database: Database,
  survey: string,
  {
    day,
    from,
    to,
    search,
    open,
  }: { day: number; from?: number; to?: number; search?: string; open: readonly string[] },
): AsyncGenerator<ResponseSums> {
  let after: readonly [number, string] = [0, '']
  while (true) {
    const rows = await database.read(
      `WITH page AS MATERIALIZED (
         SELECT id, at, responded_at, completed_at FROM showing
         WHERE survey = ?1 AND at >= ?2 AND at < ?3 AND (at, id) > (?4, ?5)
           AND responded_at >= ?6 AND responded_at < ?7 AND ${saysText('?8')}
         ORDER BY at, id LIMIT ${PAGE})
       SELECT 'answer' AS kind, answer.question AS name, count(*) AS count, NULL AS at, NULL AS completed,
         CASE WHEN answer.value <> 'null' AND answer.question IN (SELECT value FROM json_each(?9)) THEN '""'
           ELSE answer.value END AS value
       FROM page CROSS JOIN answer ON answer.showing = page.id GROUP BY name, value
       UNION ALL
       SELECT 'response', NULL, count(*), responded_at / ${QUARTER} AS quarter, completed_at IS NOT NULL AS completed, NULL
       FROM page GROUP BY quarter, completed
       UNION ALL
       SELECT * FROM (SELECT 'last', id, NULL, at, NULL, NULL FROM page ORDER BY at DESC, id DESC LIMIT 1)`,
      [
        survey,
        day * DAY,
        (day + 1) * DAY,
        ...after,
        from ?? 0,
        to ?? NEVER,
        search ? lower(search) : null,
        JSON.stringify(open),
      ],
    )
    const of = (kind: string) => rows.filter((row) => row['kind'] === kind)
    const responses = of('response').map((row) => ({
      at: integer(row, 'at') * QUARTER,
      completed: flag(row, 'completed'),
      times: integer(row, 'count'),
    }))
    yield {
      answers: of('answer').map((row) => ({
        question: text(row, 'name'),
        value: v.parse(StoredAnswer, json(row, 'value')),
        times: integer(row, 'count'),
      })),
      responses,
    }
    const [last] = of('last')
    const read = responses.reduce((sum, { times }) => sum + times, 0)
    if (read < PAGE || last === undefined) return
    after = [integer(last, 'at'), text(last, 'name')]
  }
}
