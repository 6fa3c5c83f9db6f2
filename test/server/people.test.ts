/** The list of people: each with what they did, also where that is thousands of events. */
import { expect, test } from 'vitest'
import { createSdkWorld } from './sdk-support.ts'

type Person = { userId: string; events: { event: string; count: number; firstAt: string; lastAt: string }[] }

test('each person has what all their identities did, of events that many did and of those that few did', async () => {
  const { segment, make, read, clock } = await createSdkWorld('development')
  await make('POST', '/events', { name: 'Bought', trackNames: ['Order Completed', 'Paid'] })
  await make('POST', '/events', { name: 'Paid' })
  const at = (minutes: number) => new Date(clock.at - minutes * 60_000).toISOString()
  const people = Array.from({ length: 130 }, (_, number) => number)
  await segment(
    ...people.flatMap((number) => {
      const [userId, anonymousId] = [`user-${number}`, `anonymous-${number}`]
      return [
        { type: 'track', event: 'Order Completed', anonymousId, timestamp: at(200 + number) },
        { type: 'identify', userId, anonymousId },
        { type: 'track', event: 'Order Completed', userId, timestamp: at(number) },
      ]
    }),
    { type: 'track', event: 'Paid', userId: 'user-7', timestamp: at(1) },
    { type: 'track', event: 'Rare', userId: 'user-9', timestamp: at(3) },
    { type: 'track', event: 'Rare', anonymousId: 'anonymous-9', timestamp: at(5) },
    { type: 'track', event: 'Rare', userId: 'user-9', timestamp: at(5_000) },
    { type: 'track', event: 'Rare', userId: 'nobody known' },
  )
  const { items }: { items: Person[] } = await read('/people?limit=200')
  expect(items).toHaveLength(130)
  const bought = (number: number, count = 2) => ({
    event: 'Bought',
    count,
    firstAt: at(200 + number),
    lastAt: at(number),
  })
  for (const { userId, events } of items) {
    const number = Number(userId.slice(5))
    expect(events, userId).toEqual(
      number === 7
        ? [
            { ...bought(7, 3), lastAt: at(1) },
            { event: 'Paid', count: 1, firstAt: at(1), lastAt: at(1) },
          ]
        : number === 9
          ? [{ event: 'Rare', count: 3, firstAt: at(5_000), lastAt: at(3) }, bought(9)]
          : [bought(number)],
    )
    if (number % 40 === 7) expect((await read(`/people/${userId}`)).events).toEqual(events)
  }
})

test('ten thousand events do not make the list slow', async () => {
  const { segment, make, read } = await createSdkWorld('development')
  await make('PATCH', '', { namesPerDay: 10_000, namesInAll: 10_000 })
  await segment(
    ...Array.from({ length: 200 }, (_, at) => ({
      type: 'identify',
      userId: `user-${at}`,
      anonymousId: `anonymous-${at}`,
    })),
  )
  for (let part = 0; part < 10; part++)
    await segment(
      ...Array.from({ length: 1_000 }, (_, at) => ({
        type: 'track',
        event: `Event ${part * 1_000 + at}`,
        userId: `user-${at % 200}`,
      })),
    )
  const began = performance.now()
  const { items }: { items: Person[] } = await read('/people?limit=200')
  // Each of 400 identities looked up in each event took 2 s, in the thread that reads for everyone.
  expect(performance.now() - began).toBeLessThan(800)
  expect(items.map(({ events }) => events.length)).toEqual(Array.from({ length: 200 }, () => 50))
})
