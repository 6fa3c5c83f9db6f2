/** A survey's states, and what leads from one to another. */
import type { SurveyStatus } from './survey.ts'

export const SURVEY_STEPS = ['launch', 'pause', 'resume', 'complete', 'archive'] as const
export type SurveyStep = (typeof SURVEY_STEPS)[number]

type Step = {
  from: readonly SurveyStatus[]
  to: SurveyStatus
  /** What it does, for who is about to. */
  words: string
}

export const STEPS: Readonly<Record<SurveyStep, Step>> = {
  launch: {
    from: ['draft', 'completed'],
    to: 'in-progress',
    words:
      'It is shown from now on, or from its start. A completed survey begins again and keeps its responses.',
  },
  pause: { from: ['in-progress'], to: 'paused', words: 'It is shown to nobody until it is resumed.' },
  resume: { from: ['paused'], to: 'in-progress', words: 'It is shown again.' },
  complete: {
    from: ['in-progress', 'paused'],
    to: 'completed',
    words: 'It takes no more responses. Launched again, it goes on.',
  },
  archive: {
    from: ['draft', 'paused', 'completed'],
    to: 'archived',
    words: 'It leaves the list for good and keeps its responses. Only a copy of it can be changed.',
  },
}

export const stepsFrom = (status: SurveyStatus): SurveyStep[] =>
  SURVEY_STEPS.filter((step) => STEPS[step].from.includes(status))

export const STATUS_WORDS: Readonly<Record<SurveyStatus, string>> = {
  draft: 'a draft',
  'in-progress': 'in progress',
  paused: 'paused',
  completed: 'completed',
  archived: 'archived',
}

/** Why a step cannot be taken; undefined where it can. */
export function stepFault(step: SurveyStep, status: SurveyStatus): string | undefined {
  if (STEPS[step].from.includes(status)) return undefined
  const now = `The survey is ${STATUS_WORDS[status]}`
  if (status === 'archived') return `${now}. Duplicate it to go on with a copy.`
  if (step === 'archive') return `${now}. Pause or complete it first.`
  const next = stepsFrom(status).map((other) => `"${other}"`)
  return `${now}, so it cannot be ${PAST[step]}; what can be done is ${next.join(', ')}.`
}

const PAST: Readonly<Record<SurveyStep, string>> = {
  launch: 'launched',
  pause: 'paused',
  resume: 'resumed',
  complete: 'completed',
  archive: 'archived',
}
