/** One survey: its state and what can be done with it, and its tabs. */
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import type { Survey } from '../../../../../shared/survey.ts'
import { isMissing } from '../../../api.ts'
import { Button } from '../../../parts/button.tsx'
import { later } from '../../../parts/later.tsx'
import { Note } from '../../../parts/note.tsx'
import { Page } from '../../../parts/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../parts/states.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { useResource } from '../../../resource.ts'
import { withQuery } from '../../../search.ts'
import { useEnvironment } from '../../../session.tsx'
import { useStore } from '../../../store.ts'
import { useMayEdit } from '../../../use-may-edit.ts'
import { fieldHref, surveyHref, surveysHref, type Tab, TABS } from '../address.ts'
import type { SurveyTab } from '../survey-tab.ts'
import { BuildTab } from '../build/build-tab.tsx'
import { oneSurvey } from '../data.ts'
import { EditedSurveyProvider } from '../editing/context.tsx'
import { type Editor, editorOf } from '../editing/editor.ts'
import { useFieldAt } from '../use-field-at.ts'
import { useLaunchFaults } from './launch-faults.ts'
import { NameField } from './name-field.tsx'
import { SaveBar } from './save-bar.tsx'
import { SaveStatus } from './save-status.tsx'
import { SurveyActions } from './survey-actions.tsx'

const tab = <Props extends object>(load: Parameters<typeof later<Props>>[0], label: string) =>
  later<Props>(load, (_, error) =>
    error ? (
      <ErrorState error={error} retry={() => location.reload()} />
    ) : (
      <Skeleton rows={6} label={label} />
    ),
  )
const AudienceTab = tab<SurveyTab>(
  () => import('../audience/audience-tab.tsx').then((m) => m.AudienceTab),
  'the audience',
)
const WhenTab = tab<SurveyTab>(() => import('../when/when-tab.tsx').then((m) => m.WhenTab), 'when it appears')
const LookTab = tab(() => import('../look/look-tab.tsx').then((m) => m.LookTab), 'the look')
const LanguagesTab = tab(
  () => import('../languages/languages-tab.tsx').then((m) => m.LanguagesTab),
  'languages',
)
const ResultsTab = tab<{ survey: Survey }>(
  () => import('../results/results-tab.tsx').then((m) => m.ResultsTab),
  'results',
)

const LABELS: Readonly<Record<Tab, string>> = {
  build: 'Build',
  audience: 'Audience',
  when: 'When',
  look: 'Look',
  languages: 'Languages',
  results: 'Results',
}

export function SurveyPage() {
  const { id: env } = useEnvironment()
  const { id = '' } = useRoute().params
  const read = useResource(oneSurvey, [env, id], { every: 15_000 })
  if (read.data) return <OpenSurvey key={id} read={read.data} />
  const above = { href: surveysHref(env), label: 'Surveys' }
  if (isMissing(read.error))
    return (
      <Page title="There is no such survey" above={above}>
        <EmptyState
          icon="search"
          title="There is no such survey"
          action={<Button href={above.href}>Go to the surveys</Button>}
        >
          It may have been deleted, or belongs to another environment.
        </EmptyState>
      </Page>
    )
  return (
    <Page title="Survey" above={above}>
      {read.error ? (
        <ErrorState error={read.error} retry={read.reload} />
      ) : (
        <Skeleton rows={10} label="the survey" />
      )}
    </Page>
  )
}

function OpenSurvey({ read }: { read: Survey }) {
  const { id: env } = useEnvironment()
  const mayEdit = useMayEdit()
  const { params } = useRoute()
  const { path, query, route } = useLocation()
  const editor = editorOf(env, read)
  const state = useStore(editor.state)
  const survey: Survey = { ...state.survey, ...state.parts }
  const readOnly = !mayEdit || survey.status === 'archived'
  const [launching, setLaunching] = useState(false)
  const change: Editor['change'] = (part, merge) => {
    if (!readOnly) editor.change(part, merge)
  }
  const missing = useLaunchFaults(survey)
  useFieldAt()

  useEffect(() => editor.adopt(read), [read])

  const open = TABS.find((one) => one === params['tab']) ?? (survey.status === 'draft' ? 'build' : 'results')
  /** A step back may have changed what another tab or another question shows. */
  const follow = (changed: string) => {
    const to = fieldHref(env, survey.id, changed, editor.state.get().parts.questions)
    const [place = '', search] = to.split('?')
    const question = new URLSearchParams(search).get('question') ?? query['question']
    if (place !== path || question !== query['question']) route(withQuery(place, { question }), true)
  }
  // What is missing for the launch is said at its field once somebody has asked.
  const issues = [...state.issues, ...(launching ? (missing?.faults ?? []) : [])]
  const tabOf: SurveyTab = { survey, change, readOnly, issues }
  return (
    <EditedSurveyProvider value={{ survey, editor, readOnly, change, issues }}>
      <Page
        title={survey.name || 'Survey without a name'}
        above={{ href: surveysHref(env), label: 'Surveys' }}
        field={<NameField />}
        actions={
          <>
            <SaveStatus onWalk={follow} />
            <SurveyActions missing={missing} onLaunch={() => setLaunching(true)} />
          </>
        }
        tabs={
          <Tabs
            label="Survey"
            current={surveyHref(env, survey.id, open)}
            tabs={TABS.map((one) => ({ href: surveyHref(env, survey.id, one), label: LABELS[one] }))}
          />
        }
      >
        {survey.status === 'archived' && (
          <Note title="This survey is archived">
            It keeps its responses, and can no longer be changed. Duplicate it to go on with a copy.
          </Note>
        )}
        {open === 'build' && <BuildTab />}
        {open === 'audience' && <AudienceTab {...tabOf} />}
        {open === 'when' && <WhenTab {...tabOf} />}
        {open === 'look' && <LookTab />}
        {open === 'languages' && <LanguagesTab />}
        {open === 'results' && <ResultsTab survey={survey} />}
        <SaveBar tab={open} />
      </Page>
    </EditedSurveyProvider>
  )
}
