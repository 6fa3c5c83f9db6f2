/** What a survey lacks to be launched, and what a team should know before it does. The builder shows the same. */
import { type Event, PAGEVIEW } from './event.ts'
import { idleRules } from './branching.ts'
import type { Filter } from './filter.ts'
import type { Issue } from './issue.ts'
import type { Question } from './question.ts'
import { questionFaults } from './question-faults.ts'
import { sayCount } from './say.ts'
import { type Delivery, type Platform, type Survey, type SurveyDefinition, TRIGGERS } from './survey.ts'

export type Launched = SurveyDefinition & Pick<Survey, 'name' | 'platform' | 'responses'>

export type LaunchContext = {
  /** At least those that the survey names: its triggers by ID, its filter's by name. */
  events: readonly (Pick<Event, 'id' | 'name' | 'status'> & {
    sources?: readonly Event['sources'][number][]
  })[]
  now: number
}

/** What must be put right first; none: it can be launched. A survey in progress must stay so. */
export const launchFaults = (survey: Launched, context: LaunchContext): Issue[] => [
  ...(survey.name.trim() === '' ? [{ path: 'name', message: 'needs a name' }] : []),
  ...(survey.platform === 'mobile'
    ? [{ path: 'platform', message: 'needs a mobile SDK, which Asklet does not have yet' }]
    : []),
  ...(survey.questions.length === 0 ? [{ path: 'questions', message: 'needs at least one question' }] : []),
  ...survey.questions.flatMap(missingWords),
  ...questionFaults(survey.questions),
  ...thankYouFaults(survey),
  ...triggerFaults(survey, context),
  ...deliveryFaults(survey),
  ...timeFaults(survey, context),
  ...translationFaults(survey),
]

/** What does not keep it from being launched, but may not be meant. */
export const launchWarnings = (survey: Launched, context: LaunchContext): Issue[] => [
  ...unreached(survey),
  ...idleRules(survey.questions),
  ...silentTriggers(survey, context),
  ...(survey.filter ? unknownEvents(survey.filter, 'filter', context) : []),
  ...(survey.delivery.mode === 'continuous' && survey.delivery.percent === 0
    ? [{ path: 'delivery.percent', message: 'is 0, so nobody gets it' }]
    : []),
  ...lostTranslations(survey),
]

/** It can be launched, so that all is in place once it reaches people. */
function unreached({ platform }: Launched): Issue[] {
  if (platform === 'link')
    return [{ path: 'platform', message: 'reaches nobody yet: this Asklet has no page for surveys by link' }]
  if (platform === 'email')
    return [{ path: 'platform', message: 'reaches nobody yet: this Asklet sends no surveys by email' }]
  return []
}

const isBlank = (text: string): boolean => text.trim() === ''

function missingWords({ type, text, options, link }: Question, index: number): Issue[] {
  const path = `questions.${index}`
  const faults: Issue[] = []
  if (isBlank(text)) faults.push({ path: `${path}.text`, message: 'needs its text' })
  if (type === 'single' || type === 'multi') {
    if (options.length < 2) faults.push({ path: `${path}.options`, message: 'needs at least 2 options' })
    options.forEach((option, place) => {
      if (isBlank(option)) faults.push({ path: `${path}.options.${place}`, message: 'needs its text' })
    })
  }
  if (type === 'prompt' && link !== null && !URL.canParse(link))
    faults.push({
      path: `${path}.link`,
      message: 'must be a whole address such as "https://example.com/book"',
    })
  return faults
}

const thankYouFaults = ({ thankYou }: Launched): Issue[] =>
  isBlank(thankYou.title) && isBlank(thankYou.text)
    ? [{ path: 'thankYou.title', message: 'needs a title or a text' }]
    : []

function triggerFaults({ platform, triggers, filter }: Launched, { events }: LaunchContext): Issue[] {
  if (platform === 'web') {
    if (triggers.length === 0 || triggers.length > TRIGGERS)
      return [{ path: 'triggers', message: `needs 1 to ${TRIGGERS} events that make it appear` }]
    return triggers.flatMap(({ event }, index) => {
      const found = events.find(({ id }) => id === event)
      if (found?.status === 'accepted') return []
      const message = found
        ? `"${found.name}" is denied; accept it first, or choose another event`
        : `there is no event of the ID "${event}" any more; choose another`
      return [{ path: `triggers.${index}.event`, message }]
    })
  }
  if (platform === 'mobile') return []
  return [
    ...(triggers.length > 0
      ? [{ path: 'triggers', message: `belong to a web survey; ${REACHED[platform]}` }]
      : []),
    ...(platform === 'link' && filter !== null
      ? [{ path: 'filter', message: `must be left out; ${REACHED.link}` }]
      : []),
  ]
}

const REACHED = {
  link: 'a link survey goes to whoever opens its address',
  email: 'an email survey is sent to those who meet its filter',
} as const

const MODES: Readonly<Record<Platform, readonly Delivery['mode'][]>> = {
  web: ['until', 'continuous'],
  mobile: ['until', 'continuous'],
  link: ['immediate', 'until'],
  email: ['immediate', 'until', 'continuous'],
}

function deliveryFaults({ platform, delivery, responses }: Launched): Issue[] {
  if (!MODES[platform].includes(delivery.mode))
    return [{ path: 'delivery.mode', message: `must be ${MODES[platform].join(' or ')} for ${platform}` }]
  if (delivery.mode === 'until' && delivery.responses <= responses)
    return [
      {
        path: 'delivery.responses',
        message: `must be more than ${sayCount(responses, 'response')}, which it has already`,
      },
    ]
  return []
}

function timeFaults({ startsAt, endsAt }: Launched, { now }: LaunchContext): Issue[] {
  if (endsAt === null) return []
  if (Date.parse(endsAt) <= now) return [{ path: 'endsAt', message: 'must be in the future' }]
  if (startsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt))
    return [{ path: 'endsAt', message: 'must be after its start' }]
  return []
}

const translationFaults = ({ questions, translations }: Launched): Issue[] =>
  Object.entries(translations).flatMap(([language, words]) =>
    questions.flatMap(({ id, options }) => {
      const translated = words.questions[id]?.options
      if (translated === undefined || translated.length === options.length) return []
      return [
        {
          path: `translations.${language}.questions.${id}.options`,
          message: `must be ${sayCount(options.length, 'option')}, in the order of the question's own`,
        },
      ]
    }),
  )

const silentTriggers = ({ triggers }: Launched, { events }: LaunchContext): Issue[] =>
  triggers.flatMap(({ event }, index) => {
    const found = events.find(({ id }) => id === event)
    if (!found?.sources || found.sources.includes('sdk')) return []
    const seen = found.sources.includes('segment') ? 'only from Segment' : 'nowhere'
    const message = `"${found.name}" was seen ${seen} so far; only what the SDK sends makes a survey appear`
    return [{ path: `triggers.${index}.event`, message }]
  })

function unknownEvents(filter: Filter, path: string, context: LaunchContext): Issue[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap((inner, place) => unknownEvents(inner, `${path}.of.${place}`, context))
    case 'not':
      return unknownEvents(filter.of, `${path}.of`, context)
    case 'event': {
      const { event } = filter
      const isKnown = context.events.some(({ name, status }) => name === event && status === 'accepted')
      return isKnown || event === PAGEVIEW
        ? []
        : [{ path: `${path}.event`, message: `there is no event of the name "${event}"` }]
    }
    default:
      return []
  }
}

const lostTranslations = ({ questions, translations }: Launched): Issue[] =>
  Object.entries(translations).flatMap(([language, words]) =>
    Object.keys(words.questions)
      .filter((id) => !questions.some((question) => question.id === id))
      .map((id) => ({
        path: `translations.${language}.questions.${id}`,
        message: `there is no question of the ID "${id}"`,
      })),
  )

/** The events that a filter names, each once. */
export function eventNamesOf(filter: Filter | null): string[] {
  if (filter === null) return []
  if (filter.kind === 'and' || filter.kind === 'or') return [...new Set(filter.of.flatMap(eventNamesOf))]
  if (filter.kind === 'not') return eventNamesOf(filter.of)
  return filter.kind === 'event' ? [filter.event] : []
}
