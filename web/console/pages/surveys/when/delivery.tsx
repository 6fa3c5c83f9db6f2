/** To how many a survey is given: until enough have answered, or for as long as it runs. */
import { DEFAULT_CONFIDENCE, responsesFor } from '../../../../../shared/confidence.ts'
import type { Delivery as DeliveryOf, Platform } from '../../../../../shared/survey.ts'
import { Choices } from '../../../parts/choices.tsx'
import { count } from '../../../parts/count.tsx'
import { Note } from '../../../parts/note.tsx'
import { Section } from '../../../parts/page.tsx'
import { Switch } from '../../../parts/switch.tsx'
import { useEnvironment } from '../../../session.tsx'
import { issueAt, type SurveyTab } from '../survey-tab.ts'
import { TO_COME } from '../words.ts'
import { HowSure } from './how-sure.tsx'
import { TestNote } from './test-note.tsx'
import styles from './when-tab.module.css'
import { WholeField } from './whole-field.tsx'

type Mode = DeliveryOf['mode']

const MODES: Readonly<Record<Platform, readonly (readonly [mode: Mode, words: string, hint: string])[]>> = {
  web: [
    ['until', 'Until enough have answered', 'Then it is completed by itself.'],
    ['continuous', 'Continuously', 'It runs until it is paused, completed, or its end has come.'],
  ],
  mobile: [
    ['until', 'Until enough have answered', 'Then it is completed by itself.'],
    ['continuous', 'Continuously', 'It runs until it is paused, completed, or its end has come.'],
  ],
  link: [
    ['immediate', 'To whoever opens it', 'As long as it is in progress.'],
    ['until', 'Until enough have answered', 'Then it is completed by itself, and the link says so.'],
  ],
  email: [
    ['immediate', 'To all at once', 'Everyone who meets the filter when it is launched gets one mail.'],
    ['continuous', 'As a daily trickle', 'Each day some of those who meet the filter then and got none yet.'],
    ['until', 'Until enough have answered', 'Mails go out until then; afterwards it is completed by itself.'],
  ],
}

const FRESH: Readonly<Record<Mode, DeliveryOf>> = {
  until: { mode: 'until', responses: responsesFor(DEFAULT_CONFIDENCE), overDays: null },
  continuous: { mode: 'continuous', percent: 100, perDay: null },
  immediate: { mode: 'immediate' },
}

export function Delivery(tab: SurveyTab) {
  const { survey, change, issues } = tab
  const { platform, delivery } = survey
  const modes = MODES[platform]
  const error = issueAt(issues, 'delivery.mode')
  const toCome = TO_COME[platform]
  return (
    <Section title={platform === 'email' ? 'When it is sent' : 'How many get it'}>
      {toCome && (
        <Note tone="warn" title={toCome[0]}>
          {toCome[1]}
        </Note>
      )}
      <div class={styles.part} data-field="delivery.mode">
        <Choices
          legend={platform === 'email' ? 'Mails go out' : 'It is given'}
          chosen={delivery.mode}
          hint={error ? `It ${error}.` : modes.find(([mode]) => mode === delivery.mode)?.[2]}
          choices={modes.map(([mode, words]) => [mode, words])}
          onChoose={(mode) => change({ delivery: FRESH[mode] })}
        />
        {delivery.mode === 'until' && <Until {...tab} delivery={delivery} />}
        {delivery.mode === 'continuous' && <Continuous {...tab} delivery={delivery} />}
      </div>
      {platform !== 'link' && <TestNote />}
    </Section>
  )
}

type Of<M extends Mode> = SurveyTab & { delivery: Extract<DeliveryOf, { mode: M }> }

function Until({ survey, delivery, change, issues }: Of<'until'>) {
  const { responses, overDays } = delivery
  const set = (next: Partial<typeof delivery>, merge?: string) =>
    change({ delivery: { ...delivery, ...next } }, merge)
  const already = survey.responses > 0 ? ` ${count(survey.responses)} have answered so far.` : ''
  return (
    <>
      <HowSure
        responses={responses}
        error={issueAt(issues, 'delivery.responses')}
        already={already}
        onChange={(next) => set({ responses: next }, 'delivery.responses')}
      />
      {survey.platform !== 'link' && (
        <Switch
          checked={overDays !== null}
          label="Spread evenly over days"
          hint="So that not everyone is asked on the same morning."
          onChange={(on) => set({ overDays: on ? 7 : null })}
        />
      )}
      {overDays !== null && (
        <WholeField
          label="Over"
          unit={overDays === 1 ? 'day' : 'days'}
          hint={`About ${count(Math.ceil(responses / overDays))} responses a day.`}
          value={overDays}
          most={365}
          path="delivery.overDays"
          error={issueAt(issues, 'delivery.overDays')}
          onChange={(next) => set({ overDays: next }, 'delivery.overDays')}
        />
      )}
    </>
  )
}

function Continuous({ survey: { platform }, delivery, change, issues }: Of<'continuous'>) {
  const { id, timeZone } = useEnvironment()
  const { percent, perDay } = delivery
  const set = (next: Partial<typeof delivery>, merge?: string) =>
    change({ delivery: { ...delivery, ...next } }, merge)
  return (
    <>
      <WholeField
        label="To"
        unit="% of those who qualify"
        hint="Drawn once: the same people qualify each time, on every device."
        value={percent}
        least={0}
        most={100}
        fractions
        path="delivery.percent"
        error={issueAt(issues, 'delivery.percent')}
        onChange={(next) => set({ percent: next }, 'delivery.percent')}
      />
      <Switch
        checked={perDay !== null}
        label={platform === 'email' ? 'At most so many mails a day' : 'At most so often a day'}
        hint={
          <>
            Days begin at midnight in {timeZone}, as set in <a href={`/${id}/settings`}>Settings</a>.
          </>
        }
        onChange={(on) => set({ perDay: on ? 100 : null })}
      />
      {perDay !== null && (
        <WholeField
          label={platform === 'email' ? 'Mails a day' : 'Showings a day'}
          unit="a day"
          value={perDay}
          most={1_000_000}
          path="delivery.perDay"
          error={issueAt(issues, 'delivery.perDay')}
          onChange={(next) => set({ perDay: next }, 'delivery.perDay')}
        />
      )}
    </>
  )
}
