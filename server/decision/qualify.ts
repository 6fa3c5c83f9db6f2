/** Which surveys a visitor qualifies for. What costs more is read only of who is not ruled out by what costs less. */
import { hasRoom, isCounted, qualifies } from '../../shared/eligibility.ts'
import { meets, meetsSoFar } from '../../shared/matches.ts'
import type { Deps } from '../deps.ts'
import type { TallyOf } from '../store/tally.ts'
import type { Rules } from '../store/rules.ts'
import { readEvents, readVisitors, type Visitor } from '../store/visitor.ts'
import { talliesAsked } from './facts-asked.ts'
import { alone, gather, type Read } from './gather.ts'
import type { Entrant, LineUp } from './line-up.ts'
import { conditionsOf, drawOf, NONE, readCounted } from './standing.ts'

export type Qualifying = {
  /** Undefined for a visitor who is not there. */
  find: (asked: {
    environment: number
    visitorId: string
    /** The message that asks. */
    message?: string
    lineUp: LineUp
  }) => Promise<Visitor | undefined>
  /** Those of the line-up that `find` was told of. */
  qualified: (environment: number, visitor: Visitor, lineUp: LineUp) => Promise<readonly Entrant[]>
}

/** Reads that are asked at one time are one read, where requests may wait for one another. */
export function createQualifying({ database, definitions, turn, keyedHash, now }: Deps): Qualifying {
  const together = <Asked, Found>(read: Read<Asked, Found>) => (turn ? gather(read, turn) : alone(read))
  const findVisitor = together(readVisitors.bind(undefined, database))
  const findEvents = together(readEvents.bind(undefined, database))

  return {
    find: ({ environment, visitorId, message, lineUp: { keys, withUserId } }) =>
      findVisitor({ environment, visitorId, message, keys, withUserId }),

    async qualified(environment, { person, isUser, value, shown, attributes }, { entrants }) {
      const rules = definitions.rules(environment)
      const conditions = conditionsOf(rules.environment, now())
      const standing = { shown, drawn: drawOf({ isUser, value }, keyedHash), meetsFilter: () => true }
      const left: Entrant[] = []
      const undecided: Entrant[] = []
      // Mostly nobody gets further than this.
      for (const entrant of entrants) {
        const { survey, predicate } = entrant
        const met = predicate === undefined || meetsSoFar(predicate, attributes)
        if (met === false || !qualifies(survey.asked, standing, conditions)) continue
        ;(met === undefined ? undecided : left).push(entrant)
      }
      if (undecided.length > 0) {
        const events = await findEvents({ person, tallies: talliesOf(undecided, rules) })
        for (const entrant of undecided)
          if (entrant.predicate && meets(entrant.predicate, { attributes, events })) left.push(entrant)
      }
      const counted = left.filter(({ survey }) => isCounted(survey.asked))
      if (counted.length === 0) return left
      const counts = await readCounted(
        database,
        counted.map(({ survey }) => survey),
        conditions,
      )
      return left.filter(({ survey: { id, asked } }) => hasRoom(asked, counts.get(id) ?? NONE, conditions))
    },
  }
}

/** Each once; mostly one survey is left to decide. */
function talliesOf(entrants: readonly Entrant[], rules: Rules): readonly TallyOf[] {
  const [first, ...others] = entrants
  if (first !== undefined && others.length === 0) return first.tallies
  return talliesAsked(
    entrants.map(({ survey }) => survey.named),
    rules,
  )
}
