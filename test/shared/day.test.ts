import { expect, test } from 'vitest'
import { beginOfDay, dayIn, daysBetween } from '../../shared/day.ts'

test.each([
  ['UTC', '2026-03-01T23:59:59.999Z', '2026-03-01'],
  ['Europe/Berlin', '2026-03-01T22:59:59.999Z', '2026-03-01'],
  ['Europe/Berlin', '2026-03-01T23:00:00.000Z', '2026-03-02'],
  ['Asia/Kathmandu', '2026-03-01T18:14:59.999Z', '2026-03-01'],
  ['Asia/Kathmandu', '2026-03-01T18:15:00.000Z', '2026-03-02'],
  ['America/Los_Angeles', '2026-03-08T07:59:00.000Z', '2026-03-07'],
  ['America/Los_Angeles', '2026-03-08T08:00:00.000Z', '2026-03-08'],
])('in %s, %s is on %s', (zone, at, day) => {
  const dayOf = dayIn(zone)
  expect(dayOf(Date.parse(at))).toBe(day)
  expect(dayOf(Date.parse(at))).toBe(day)
})

test('days between are without gaps, over a change to summer time too', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
  expect(daysBetween('2026-03-30', '2026-03-28')).toEqual([])
})

test.each([
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-03-02', 'Pacific/Kiritimati', '2026-03-01T10:00:00.000Z'],
  ['2026-03-02', 'Pacific/Pago_Pago', '2026-03-02T11:00:00.000Z'],
  ['2026-03-02', 'Asia/Kathmandu', '2026-03-01T18:15:00.000Z'],
  ['2026-03-02', 'UTC', '2026-03-02T00:00:00.000Z'],
  // Clocks go forward at midnight: it has no such hour.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
])('%s begins in %s at %s', (day, timeZone, at) => {
  expect(new Date(beginOfDay(day, timeZone)).toISOString()).toBe(at)
})
