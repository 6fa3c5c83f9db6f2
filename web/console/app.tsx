/** The console's addresses: what each shows, and what is there before anyone is signed in. */
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { NewSurvey, PAGES, SetUp, SignIn, SurveyPage } from './pages.tsx'
import { Announcer } from './parts/announcer.tsx'
import { Page } from './parts/page.tsx'
import { EmptyState } from './parts/states.tsx'
import { Toasts } from './parts/toast.tsx'
import { Button } from './parts/button.tsx'
import { SessionProvider, useEnvironment } from './session.tsx'
import { Shell } from './shell/shell.tsx'
import { useShortcutKeys } from './shortcuts.ts'

/** Links to the API's own pages are the browser's to follow. */
const CONSOLE = /^\/(?!api\/)/

export function App() {
  return (
    <LocationProvider scope={CONSOLE}>
      <ErrorBoundary>
        <Root />
        <Toasts />
        <Announcer />
      </ErrorBoundary>
    </LocationProvider>
  )
}

function Root() {
  useShortcutKeys()
  const { path } = useLocation()
  if (path === '/set-up') return <SetUp />
  if (path === '/sign-in') return <SignIn />
  return (
    <SessionProvider>
      <Shell>
        <Pages />
      </Shell>
    </SessionProvider>
  )
}

function Pages() {
  const { id } = useEnvironment()
  // Another environment is another page: no selection or search is carried over.
  return (
    <Router key={id}>
      <Route path="/:env/surveys" component={PAGES.surveys} />
      <Route path="/:env/surveys/new" component={NewSurvey} />
      <Route path="/:env/surveys/:id/:tab?" component={SurveyPage} />
      <Route path="/:env/events/:tab?" component={PAGES.events} />
      <Route path="/:env/people/:userId?" component={PAGES.people} />
      <Route path="/:env/calls/:tab?" component={PAGES.calls} />
      <Route path="/:env/connect/:way?" component={PAGES.connect} />
      <Route path="/:env/settings/:tab?" component={PAGES.settings} />
      <Route default component={Missing} />
    </Router>
  )
}

function Missing() {
  const { id } = useEnvironment()
  return (
    <Page title="There is no such page">
      <EmptyState
        icon="search"
        title="Nothing here"
        action={<Button href={`/${id}/events`}>Go to Events</Button>}
      >
        The address may be mistyped, or what it led to was removed.
      </EmptyState>
    </Page>
  )
}
