/** The Surveys page: all of an environment, lately changed first. */
import { useLocation } from 'preact-iso'
import { type Survey, STATUSES, type SurveyStatus } from '../../../../../shared/survey.ts'
import { usePaged } from '../../../paged.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Button } from '../../../parts/button.tsx'
import { Choices } from '../../../parts/choices.tsx'
import { Count } from '../../../parts/count.tsx'
import { ListView } from '../../../parts/list-view.tsx'
import { Page } from '../../../parts/page.tsx'
import { EmptyState } from '../../../parts/states.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { useSearch, withQuery } from '../../../search.ts'
import { useEnvironment } from '../../../session.tsx'
import { useShortcuts } from '../../../shortcuts.ts'
import { useStore } from '../../../store.ts'
import { Ago } from '../../../time.tsx'
import { useMayEdit } from '../../../use-may-edit.ts'
import { newSurveyHref, surveyHref } from '../address.ts'
import { leaving } from '../changes.ts'
import { surveys } from '../data.ts'
import { percentOf } from '../rates.ts'
import { PLATFORM, STATUS } from '../words.ts'
import { Progress } from './progress.tsx'
import { RowMenu } from './row-menu.tsx'
import styles from './surveys.module.css'

export function Surveys() {
  const { id: env } = useEnvironment()
  const { path, query, route } = useLocation()
  const mayEdit = useMayEdit()
  const [search] = useSearch()
  const status = STATUSES.find((one) => one === query['status']) ?? ''
  const list = usePaged(surveys, [env, status, search], { every: 15_000 })
  const gone = useStore(leaving)
  // What is archived is out of the way until one asks for it.
  const items = list.items?.filter(
    (survey) => !gone.has(survey.id) && (status !== '' || survey.status !== 'archived'),
  )
  useShortcuts('Surveys', mayEdit ? { n: ['New survey', () => route(newSurveyHref(env))] } : {})
  const isAsked = status !== '' || search !== ''

  return (
    <Page
      title="Surveys"
      actions={
        mayEdit && (
          <Button kind="main" icon="plus" href={newSurveyHref(env)}>
            New survey
          </Button>
        )
      }
    >
      <ListView
        what="surveys"
        list={{ ...list, items }}
        isAsked={status !== ''}
        actions={
          <Choices
            legend="State"
            hideLegend
            chosen={status}
            choices={[['', 'All'], ...STATUSES.map((one) => [one, STATUS[one][0]] as const)]}
            onChoose={(chosen: SurveyStatus | '') =>
              route(withQuery(path, { ...query, status: chosen }), true)
            }
          />
        }
        empty={isAsked ? null : <Empty />}
        none={
          status !== '' && search === '' ? (
            <EmptyState
              icon="surveys"
              title={`No survey is ${STATUS[status][0].toLowerCase()}`}
              action={<Button href={path}>Show all</Button>}
            />
          ) : undefined
        }
      >
        {(rows) => (
          <Table
            label="Surveys"
            columns={columnsOf(mayEdit)}
            rows={rows}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            href={({ id }) => surveyHref(env, id)}
            more={list.more}
          />
        )}
      </ListView>
    </Page>
  )
}

const columnsOf = (mayEdit: boolean): Column<Survey>[] => [
  { key: 'name', head: 'Name', grow: true, cell: ({ name }) => name },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => <Badge tone={STATUS[status][1]}>{STATUS[status][0]}</Badge>,
  },
  { key: 'platform', head: 'Shown by', wide: true, cell: ({ platform }) => PLATFORM[platform][0] },
  {
    key: 'showings',
    head: 'Showings',
    number: true,
    wide: true,
    cell: ({ showings }) => <Count of={showings} compact />,
  },
  {
    key: 'responses',
    head: 'Responses',
    number: true,
    cell: (survey) => <Progress survey={survey} />,
  },
  {
    key: 'rate',
    head: <span title="Of those who were shown it, so many answered">Rate</span>,
    number: true,
    wide: true,
    cell: ({ responses, showings }) => percentOf(responses, showings),
  },
  {
    key: 'last',
    head: 'Last response',
    wide: true,
    cell: ({ lastResponseAt }) => <Ago at={lastResponseAt} none="none yet" />,
  },
  ...(mayEdit
    ? [
        {
          key: 'more',
          head: <span class="said">More</span>,
          cell: (survey: Survey) => <RowMenu survey={survey} />,
        },
      ]
    : []),
]

function Empty() {
  const { id: env, firstCallAt } = useEnvironment()
  const mayEdit = useMayEdit()
  return (
    <EmptyState
      icon="surveys"
      title="No surveys yet"
      action={
        mayEdit && (
          <>
            <Button kind="main" href={newSurveyHref(env)}>
              Make the first survey
            </Button>
            {!firstCallAt && <Button href={`/${env}/connect`}>Connect Segment</Button>}
          </>
        )
      }
    >
      <p class={styles.words}>
        {mayEdit
          ? 'Ask a question or two, in your pages, by link or by email. A template has one ready in a minute.'
          : 'They appear here once an editor or admin makes one.'}
      </p>
    </EmptyState>
  )
}
