/** When a call happened. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occurredAt, readTime } from '../../server/ingest/timestamp.ts'
import { DAY, HOUR } from '../../shared/time-slot.ts'

const RECEIVED = Date.parse('2026-03-02T10:00:00.000Z')

describe('a time is read', () => {
  test.each([
    ['2026-03-02T09:59:00.123Z', '2026-03-02T09:59:00.123Z'],
    ['2026-03-02T09:59:00Z', '2026-03-02T09:59:00.000Z'],
    ['2026-03-02T09:59Z', '2026-03-02T09:59:00.000Z'],
    ['2026-03-02t09:59:00z', '2026-03-02T09:59:00.000Z'],
    ['2026-03-02 09:59:00', '2026-03-02T09:59:00.000Z'],
    ['2026-03-02 09:59:00 +0100', '2026-03-02T08:59:00.000Z'],
    ['2026-03-02T09:59:00.123456+00:00', '2026-03-02T09:59:00.123Z'],
    ['2026-03-02T09:59:00.123456789Z', '2026-03-02T09:59:00.123Z'],
    ['2026-03-02T09:59:00,5Z', '2026-03-02T09:59:00.500Z'],
    ['2026-03-02T09:59:00', '2026-03-02T09:59:00.000Z'],
    ['2026-03-02T09:59:00-08:00', '2026-03-02T17:59:00.000Z'],
    ['2026-03-02T09:59:00+0530', '2026-03-02T04:29:00.000Z'],
    ['2026-03-02T09:59:00+02', '2026-03-02T07:59:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    [' 2026-03-02T09:59:00Z ', '2026-03-02T09:59:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
    [1772445540000, '2026-03-02T09:59:00.000Z'],
    [1772445540, '2026-03-02T09:59:00.000Z'],
    [1772445540.5, '2026-03-02T09:59:00.500Z'],
    ['1772445540000', '2026-03-02T09:59:00.000Z'],
    ['1772445540', '2026-03-02T09:59:00.000Z'],
  ])('%j', (sent, read) => {
    expect(new Date(readTime(sent) ?? NaN).toISOString()).toBe(read)
  })

  test.each([
    ['yesterday'],
    [''],
    ['2026'],
    ['2026-13-01T00:00:00Z'],
    ['2026-02-30T00:00:00Z'],
    ['2026-03-02T24:00:00Z'],
    ['2026-03-02T09:60:00Z'],
    ['2026-03-02T09:59:00 Europe/Berlin'],
    ['Mon, 02 Mar 2026 09:59:00 GMT'],
    ['+012026-03-02T09:59:00Z'],
    [null],
    [true],
    [{}],
    [[]],
  ])('not %j', (sent) => {
    expect(readTime(sent)).toBeUndefined()
  })

  test('as whatever ISO-8601 writes, whatever zone the machine has', () => {
    const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 })
    const time = fc.date({
      noInvalidDate: true,
      min: new Date('1000-01-03T00:00:00Z'),
      max: new Date('9999-12-29T00:00:00Z'),
    })
    fc.assert(
      fc.property(time, minutes, (at, offset) => {
        const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1)
        const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
        expect(readTime(local + zone)).toBe(at.getTime())
        expect(readTime(at.toISOString())).toBe(at.getTime())
      }),
    )
  })
})

describe('what is out of bounds becomes the received time', () => {
  test.each([
    [
      '1999-12-31T23:59:59.999Z',
      /^Timestamp 1999-12-31T23:59:59.999Z is before 2000; the received time was taken\.$/,
    ],
    ['0000-01-01T00:00:00Z', /is before 2000/],
    ['9999-12-31T23:59:59Z', /is more than 24 h ahead/],
    [new Date(RECEIVED + DAY + 1).toISOString(), /is more than 24 h ahead/],
    [Number.MAX_VALUE, /is more than 24 h ahead/],
    [0, /is before 2000/],
    ['soon', /^Timestamp soon cannot be read; the received time was taken\.$/],
    [{ year: 2026 }, /^Timestamp {"year":2026} cannot be read/],
    ['\u{1F600}'.repeat(100), /cannot be read/],
  ])('%j', (sent, note) => {
    const occurred = occurredAt(sent, undefined, RECEIVED)
    expect(occurred.at).toBe(RECEIVED)
    expect(occurred.note).toMatch(note)
    expect(occurred.note?.isWellFormed()).toBe(true)
  })

  test.each([['2000-01-01T00:00:00.000Z'], [new Date(RECEIVED + DAY).toISOString()]])(
    'but not %j',
    (sent) => {
      expect(occurredAt(sent, undefined, RECEIVED)).toEqual({ at: Date.parse(sent) })
    },
  )

  test.each([[undefined], [null]])('%j is no time, and no fault', (sent) => {
    expect(occurredAt(sent, undefined, RECEIVED)).toEqual({ at: RECEIVED })
  })
})

describe('the clock of a device', () => {
  const iso = (at: number): string => new Date(at).toISOString()

  test.each([
    ['an hour behind', -HOUR, "The sender's clock is 3600 s behind; the time was corrected."],
    ['two days ahead', 2 * DAY, "The sender's clock is 172800 s ahead; the time was corrected."],
    ['at 1970', -RECEIVED, /behind/],
  ])('%s is corrected', (_, wrong, note) => {
    const happened = RECEIVED - 5 * 60_000
    const { at, note: said } = occurredAt(iso(happened + wrong), iso(RECEIVED + wrong), RECEIVED)
    expect(at).toBe(happened)
    expect(said).toMatch(note)
  })

  test.each([[0], [60_000], [-60_000]])('%d ms apart is latency', (apart) => {
    const at = RECEIVED - 1_000
    expect(occurredAt(iso(at), iso(RECEIVED + apart), RECEIVED)).toEqual({ at })
  })

  test('a sentAt that cannot be read corrects nothing', () => {
    expect(occurredAt(iso(RECEIVED - 1), 'now', RECEIVED)).toEqual({ at: RECEIVED - 1 })
  })
})
