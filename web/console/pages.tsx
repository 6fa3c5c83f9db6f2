/** The console's pages, each in a chunk of its own. A page of an environment is named as in its address. */
import type { ComponentType } from 'preact'
import { lazy } from 'preact-iso'
import { ErrorState } from './parts/states.tsx'

/** One that cannot be had (offline, or a newer version was installed) says so in its place. */
const page = (load: () => Promise<ComponentType>) =>
  lazy<ComponentType>(() =>
    load().catch((error: unknown) => () => (
      <ErrorState error={error instanceof Error ? error : undefined} retry={() => location.reload()} />
    )),
  )

export const SetUp = page(() => import('./pages/set-up/set-up.tsx').then((m) => m.SetUp))
export const SignIn = page(() => import('./pages/sign-in/sign-in.tsx').then((m) => m.SignIn))

export const NewSurvey = page(() => import('./pages/surveys/gallery/new-survey.tsx').then((m) => m.NewSurvey))
export const SurveyPage = page(() =>
  import('./pages/surveys/survey/survey-page.tsx').then((m) => m.SurveyPage),
)

/** The pages of an environment, by the first word of their address. */
export const PAGES = {
  surveys: page(() => import('./pages/surveys/list/surveys.tsx').then((m) => m.Surveys)),
  events: page(() => import('./pages/events/events.tsx').then((m) => m.Events)),
  people: page(() => import('./pages/people/people.tsx').then((m) => m.People)),
  calls: page(() => import('./pages/calls/calls.tsx').then((m) => m.Calls)),
  connect: page(() => import('./pages/connect/connect.tsx').then((m) => m.Connect)),
  settings: page(() => import('./pages/settings/settings.tsx').then((m) => m.Settings)),
} as const
