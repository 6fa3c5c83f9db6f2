/** The responses one by one, and the one that is open beside them. */
import { useLocation } from 'preact-iso'
import type { Survey } from '../../../../../shared/survey.ts'
import type { SurveyResponse } from '../../../../../shared/results.ts'
import { isMissing } from '../../../api.ts'
import { Panel } from '../../../parts/panel.tsx'
import { ErrorState, Skeleton, StaleNote } from '../../../parts/states.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { usePaged } from '../../../paged.ts'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { Ago } from '../../../time.tsx'
import { oneResponse, responses } from './data.ts'
import { lookHref, type Looked } from './query.ts'
import { ResponsePanel } from './response-panel.tsx'
import { sayAnswer } from './say-answer.ts'

export function Responses({
  survey,
  base,
  looked,
  asked,
  every,
}: {
  survey: Survey
  base: string
  looked: Looked
  asked: string
  every?: number | undefined
}) {
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const list = usePaged(responses, [env, survey.id, asked], every === undefined ? {} : { every })
  const listed = list.items?.find(({ id }) => id === looked.response)
  // A link may lead to one that is further down, or not among those looked at.
  const sought = list.items && !listed ? looked.response : undefined
  const elsewhere = useResource(oneResponse, sought === undefined ? undefined : [env, survey.id, sought])
  if (list.items === undefined)
    return list.error ? (
      <ErrorState error={list.error} retry={list.reload} />
    ) : (
      <Skeleton rows={8} label="responses" />
    )
  const open = listed ?? elsewhere.data
  const close = () => route(lookHref(base, { ...looked, response: undefined }), true)
  return (
    <>
      <StaleNote error={list.error} retry={list.reload} />
      {list.items.length === 0 ? (
        <p>No response meets this.</p>
      ) : (
        <Table
          label="Responses"
          columns={columnsOf(survey)}
          rows={list.items}
          rowKey={({ id }) => id}
          href={({ id }) => lookHref(base, { ...looked, response: id })}
          open={looked.response}
          more={list.more}
        />
      )}
      {open && <ResponsePanel survey={survey} response={open} onClose={close} />}
      {elsewhere.error && (
        <Panel title="No such response" onClose={close}>
          {isMissing(elsewhere.error) ? (
            <p>It may have been erased with the person who gave it.</p>
          ) : (
            <ErrorState error={elsewhere.error} retry={elsewhere.reload} />
          )}
        </Panel>
      )}
    </>
  )
}

const columnsOf = (survey: Survey): Column<SurveyResponse>[] => [
  { key: 'person', head: 'Person', cell: ({ userId }) => userId ?? 'A visitor' },
  { key: 'answers', head: 'Answers', cell: (response) => sayAll(survey, response), grow: true },
  {
    key: 'complete',
    head: 'To the end',
    cell: ({ completedAt }) => (completedAt === null ? 'no' : 'yes'),
    wide: true,
  },
  { key: 'at', head: 'Answered', cell: ({ respondedAt }) => <Ago at={respondedAt} /> },
]

const sayAll = ({ questions }: Survey, { answers }: SurveyResponse): string =>
  questions
    .flatMap((question) => {
      const answer = answers[question.id]
      return answer === undefined || answer === null ? [] : [sayAnswer(question, answer)]
    })
    .join(' · ')
