/** The survey that the sample shop shows, made once. */
import { answer, api } from '../../api.ts'

/** What the shop's own code sends when something was ordered. */
export const SAMPLE_EVENT = 'Order Completed'

const environment = api.environments[':env']

/** In progress when this ends. */
export async function makeSampleSurvey(env: string): Promise<void> {
  const event = await sampleEvent(env)
  const { id } = await answer(
    environment.surveys.$post({
      param: { env },
      json: {
        name: 'How was your order? (sample)',
        platform: 'web',
        questions: [
          {
            id: 'ease',
            type: 'rating',
            scale: 'stars',
            text: 'How was ordering today?',
            low: 'Hard work',
            high: 'A pleasure',
            logic: [{ op: 'lte', value: 3, goTo: 'why' }],
          },
          {
            id: 'for',
            type: 'single',
            text: 'Who is the tea for?',
            options: ['Myself', 'A gift', 'The office'],
            other: true,
            logic: [
              { op: 'submitted', goTo: 'end' },
              { op: 'skipped', goTo: 'end' },
            ],
          },
          { id: 'why', type: 'open', text: 'What would have made it better?' },
        ],
        thankYou: { title: 'Thank you!', text: 'Your answer stands under Results in the console.' },
        triggers: [{ event }],
      },
    }),
  )
  await answer(environment.surveys[':id'].launch.$post({ param: { env, id } }))
}

/** An event of this name may be there already: analytics.js sends it too. */
async function sampleEvent(env: string): Promise<string> {
  const param = { env }
  const { items } = await answer(
    environment.events.$get({ param, query: { status: 'accepted', search: SAMPLE_EVENT, limit: '200' } }),
  )
  const found = items.find(({ name }) => name === SAMPLE_EVENT)
  return found?.id ?? (await answer(environment.events.$post({ param, json: { name: SAMPLE_EVENT } }))).id
}
