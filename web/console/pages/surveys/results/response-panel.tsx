/** One response: every answer in order, who gave it, and where. */
import type { SurveyResponse } from '../../../../../shared/results.ts'
import type { Survey } from '../../../../../shared/survey.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { Exact } from '../../../time.tsx'
import { personHref } from '../../people/address.ts'
import { person } from '../../people/data.ts'
import { keyAttributes, personName, valueText } from '../../people/person-name.ts'
import styles from './response-panel.module.css'
import { sayAnswer } from './say-answer.ts'

export function ResponsePanel({
  survey,
  response,
  onClose,
}: {
  survey: Survey
  response: SurveyResponse
  onClose: () => void
}) {
  const { id: env } = useEnvironment()
  const { userId, answers, respondedAt, completedAt, language, url, verified } = response
  const who = useResource(person, userId === null ? undefined : [env, userId])
  const name = userId === null ? 'A visitor' : who.data ? personName(who.data) : userId
  return (
    <Panel title={name} kicker={<Exact at={respondedAt} />} onClose={onClose}>
      <dl class={styles.answers}>
        {survey.questions.map((question) => {
          const answer = answers[question.id]
          return answer === undefined ? null : (
            <div key={question.id}>
              <dt>{question.text}</dt>
              <dd class={answer === null ? styles.skipped : undefined}>{sayAnswer(question, answer)}</dd>
            </div>
          )
        })}
      </dl>
      <p class={styles.tags}>
        <Badge tone={completedAt === null ? 'plain' : 'good'}>
          {completedAt === null ? 'not to the end' : 'to the end'}
        </Badge>
        <Badge tone={verified ? 'good' : 'plain'}>
          {verified ? 'identity signed' : 'identity not signed'}
        </Badge>
      </p>
      <dl class={styles.facts}>
        {userId !== null && (
          <div>
            <dt>User ID</dt>
            <dd>
              <a href={personHref(env, userId)}>{userId}</a>
            </dd>
          </div>
        )}
        {who.data &&
          keyAttributes(who.data.attributes, 6).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{valueText(value)}</dd>
            </div>
          ))}
        {url !== null && (
          <div>
            <dt>Page</dt>
            <dd>{url}</dd>
          </div>
        )}
        <div>
          <dt>Language</dt>
          <dd>{language}</dd>
        </div>
      </dl>
    </Panel>
  )
}
