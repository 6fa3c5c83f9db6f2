/** One survey's whole life, on every kind of database. */
import { expect, it } from 'vitest'
import { createSweep } from '../../server/sweep.ts'
import { HOUR } from '../../shared/time-slot.ts'
import { forEachDatabase } from '../databases.ts'
import { START } from '../support.ts'
import { createSurveyWorld, HERE } from './survey-support.ts'

forEachDatabase((open) => {
  it('is made, launched, answered, changed, and completed at its end', async () => {
    const { make, makeEvent, ask, refusal, respond, api, clock, deps } = await createSurveyWorld(open)
    const { id: event } = await makeEvent({ name: 'Checkout' })
    const questions = [
      { id: 'score', type: 'nps', text: 'Score?' },
      { id: 'which', type: 'multi', text: 'Which?', options: ['A', 'B'] },
    ]
    const { id } = await make({
      questions,
      triggers: [{ event }],
      filter: { kind: 'not', of: { kind: 'event', event: 'Checkout', measure: 'notDone' } },
      endsAt: new Date(START + HOUR).toISOString(),
    })
    await ask('POST', `/${id}/launch`)
    await respond(id, { score: 9, which: ['B'] })
    expect(
      await refusal('PATCH', `/${id}`, { questions: [{ ...questions[1], options: ['A', 'C'] }] }),
    ).toEqual([
      '409 questions must keep question 1 (“Score?”), which has 1 answer',
      '409 questions.0.options must keep “B”, which has 1 answer in question 2 (“Which?”)',
    ])
    await ask('PATCH', `/${id}`, { questions: [questions[0], { ...questions[1], options: ['B', 'C'] }] })
    expect((await api('DELETE', `${HERE}/events/${event}`)).status).toBe(409)
    const { items } = await (await api('GET', `${HERE}/events`)).json()
    expect(items).toMatchObject([{ name: 'Checkout', surveys: ['A survey'] }])

    clock.forward(HOUR)
    await createSweep(deps)()
    expect(await ask('GET', `/${id}`)).toMatchObject({
      status: 'completed',
      revision: 4,
      responses: 1,
      lastResponseAt: new Date(START).toISOString(),
    })
    await ask('POST', `/${id}/archive`)
    expect((await api('DELETE', `${HERE}/surveys/${id}`)).status).toBe(409)
    const draft = await ask('POST', `/${id}/duplicate`)
    expect((await api('DELETE', `${HERE}/surveys/${draft.id}`)).status).toBe(204)
    expect((await api('DELETE', `${HERE}/events/${event}`)).status).toBe(204)
  })
})
