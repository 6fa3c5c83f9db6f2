/** What of a survey is edited and saved: its name, its platform and its definition, part by part. */
import type { Platform, Survey, SurveyDefinition } from '../../../../../shared/survey.ts'

export type Parts = SurveyDefinition & { name: string; platform: Platform }
export type Change = Partial<Parts>

export function partsOf(survey: Survey): Parts {
  const { name, platform, questions, thankYou, triggers, filter, delivery, resurvey, look } = survey
  const { language, translations, startsAt, endsAt } = survey
  return {
    name,
    platform,
    questions,
    thankYou,
    triggers,
    filter,
    delivery,
    resurvey,
    look,
    language,
    translations,
    startsAt,
    endsAt,
  }
}

/** Only what differs, as it is sent: another's change of another part is then left alone. */
export function changeOf(before: Parts, after: Parts): Change {
  const changed = Object.entries(after).filter(
    ([key, value]) => !isSame(value, Object.entries(before).find(([one]) => one === key)?.[1]),
  )
  return Object.fromEntries(changed)
}

export const isUnchanged = (before: Parts, after: Parts): boolean =>
  before === after || Object.keys(changeOf(before, after)).length === 0

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** The one place where they differ, dotted and as deep as there is only one: `questions.0.text`. */
export function placeOfChange(before: unknown, after: unknown): { path: string; isWords: boolean } {
  const path: string[] = []
  let [one, other] = [before, after]
  while (isTree(one) && isTree(other) && Array.isArray(one) === Array.isArray(other)) {
    const now = new Map(Object.entries(other))
    const was = new Map(Object.entries(one))
    if (Array.isArray(one) && was.size !== now.size) break
    const differing = [...new Set([...was.keys(), ...now.keys()])].filter(
      (key) => !isSame(was.get(key), now.get(key)),
    )
    const [key] = differing
    if (key === undefined || differing.length > 1) break
    path.push(key)
    one = was.get(key)
    other = now.get(key)
  }
  return { path: path.join('.'), isWords: typeof other === 'string' && typeof one === 'string' }
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null
