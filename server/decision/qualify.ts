/** Which surveys a visitor qualifies for. What costs more is read only of who is not ruled out by what costs less. */
import { hasRoom, isCounted, isSampled, qualifies, type Standing } from '../../shared/eligibility.ts'
import type { Facts } from '../../shared/facts.ts'
import { meets, meetsSoFar } from '../../shared/matches.ts'
import type { Predicate } from '../../shared/predicate.ts'
import type { Deps } from '../deps.ts'
import type { RunningSurvey } from '../store/rules.ts'
import { readEvents, readVisitors, type Visitor } from '../store/visitor.ts'
import { keysAsked, talliesAsked } from './facts-asked.ts'
import { gather } from './gather.ts'
import { predicateAt } from './predicate-at.ts'
import { conditionsOf, drawOf, NONE, readCounted } from './standing.ts'

export type Qualifying = {
  /** Undefined for a visitor who is not there. */
  find: (asked: {
    environment: number
    visitorId: string
    /** The message that asks. */
    message?: string
    surveys: readonly RunningSurvey[]
  }) => Promise<Visitor | undefined>
  /** Those of the surveys that `find` was told of. */
  qualified: (
    environment: number,
    visitor: Visitor,
    surveys: readonly RunningSurvey[],
  ) => Promise<RunningSurvey[]>
}

/** Reads that are asked at one time are one read, where requests may wait for one another. */
export function createQualifying({ database, definitions, group, keyedHash, now }: Deps): Qualifying {
  const together = group ? gather : alone
  const findVisitor = together(readVisitors.bind(undefined, database))
  const findEvents = together(readEvents.bind(undefined, database))

  return {
    find: ({ surveys, ...asked }) =>
      findVisitor({
        ...asked,
        withUserId: surveys.some(({ asked }) => isSampled(asked)),
        keys: keysAsked(
          surveys.map(({ named }) => named),
          definitions.rules(asked.environment),
        ),
      }),

    async qualified(environment, visitor, surveys) {
      const { person, isUser, value, shown, attributes } = visitor
      const at = now()
      const rules = definitions.rules(environment)
      const conditions = conditionsOf(rules.environment, at)
      const drawn = drawOf({ isUser, value }, keyedHash)
      const predicates = new Map<string, Predicate>()
      for (const { id, definition } of surveys)
        if (definition.filter !== null) predicates.set(id, predicateAt(definition.filter, at))
      const passing = (among: readonly RunningSurvey[], meetsFilter: Standing['meetsFilter']) =>
        among.filter(({ asked }) => qualifies(asked, { shown, drawn, meetsFilter }, conditions))
      const soFar = (survey: string): boolean | undefined => {
        const asked = predicates.get(survey)
        return asked === undefined || meetsSoFar(asked, attributes)
      }

      // Mostly nobody gets further than this.
      let left = passing(surveys, (survey) => soFar(survey) !== false)
      const undecided = left.filter(({ id }) => soFar(id) === undefined)
      if (undecided.length > 0) {
        const names = undecided.map(({ named }) => named)
        const events = await findEvents({ person, tallies: talliesAsked(names, rules) })
        const facts: Facts = { attributes, events }
        left = passing(left, (survey) => {
          const asked = predicates.get(survey)
          return soFar(survey) ?? (asked === undefined || meets(asked, facts))
        })
      }
      const counted = left.filter(({ asked }) => isCounted(asked))
      if (counted.length === 0) return left
      const counts = await readCounted(database, counted, conditions)
      return left.filter(({ id, asked }) => hasRoom(asked, counts.get(id) ?? NONE, conditions))
    },
  }
}

type Read<Asked, Found> = (asked: readonly Asked[]) => Promise<readonly Found[]>

const alone =
  <Asked, Found>(read: Read<Asked, Found>) =>
  async (asked: Asked): Promise<Found> => {
    for (const found of await read([asked])) return found
    throw new Error('what was asked was not answered')
  }
