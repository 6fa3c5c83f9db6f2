/** Reads that take long: which are kept, for how long they answer, and who waits. */
import { describe, expect, it } from 'vitest'
import { Unavailable, type Reader } from '../../server/store/database.ts'
import { keepLongReads } from '../../server/store/kept-reads.ts'

const SQL = 'SELECT everyone'
const MINUTE = 60_000

/** Each read takes `takes` milliseconds of a clock that stands still otherwise, and says the how manieth it is. */
function createWorld(mayShare = true) {
  const world = { at: 0, takes: 400, reads: 0, fails: false, gate: Promise.resolve() }
  const slow: Reader = {
    async read() {
      const reading = ++world.reads
      await world.gate
      world.at += world.takes
      if (world.fails) throw new Unavailable('locked')
      return [{ reading }]
    },
  }
  const reader = keepLongReads(slow, { mayShare, clock: () => world.at })
  const read = async (arg = 'a') => (await reader.read(SQL, [arg]))[0]?.['reading']
  return { world, read }
}

describe('a read that is quick', () => {
  it('is read each time', async () => {
    const { world, read } = createWorld()
    world.takes = 200
    for (const reading of [1, 2, 3, 4]) expect(await read()).toBe(reading)
  })

  it('is read each time, though it took long once', async () => {
    const { world, read } = createWorld()
    for (const [takes, reading] of [
      [5_000, 1],
      [10, 2],
      [5_000, 3],
      [10, 4],
      [10, 5],
    ] as const) {
      world.takes = takes
      expect(await read()).toBe(reading)
    }
  })
})

describe('a read that takes long', () => {
  async function known(mayShare = true) {
    const created = createWorld(mayShare)
    expect([await created.read(), await created.read()]).toEqual([1, 2])
    return created
  }

  it('is kept from the second time on, for fifty times as long as it took', async () => {
    const { world, read } = await known()
    expect(await read()).toBe(2)
    world.at += 400 * 50 - 401
    expect(await read()).toBe(2)
    expect(world.reads).toBe(2)
  })

  it('then answers once more, and is read anew meanwhile', async () => {
    const { world, read } = await known()
    world.at += MINUTE
    let open = (): void => undefined
    world.gate = new Promise((resolve) => (open = resolve))
    // However many ask, it is read once.
    expect(await Promise.all([read(), read(), read()])).toEqual([2, 2, 2])
    expect(world.reads).toBe(3)
    open()
    await expect.poll(() => read()).toBe(3)
    expect(world.reads).toBe(3)
  })

  it('is waited for where it is over an hour old', async () => {
    const { world, read } = await known()
    world.at += 61 * MINUTE
    expect(await Promise.all([read(), read()])).toEqual([3, 3])
  })

  it('answers as before where reading it anew fails, and is tried again', async () => {
    const { world, read } = await known()
    world.at += MINUTE
    world.fails = true
    expect(await read()).toBe(2)
    await expect.poll(() => world.at).toBeGreaterThan(MINUTE + 800)
    world.fails = false
    expect(await read()).toBe(2)
    await expect.poll(() => read()).toBe(4)
  })

  it('tells its caller where there is nothing to answer', async () => {
    const { world, read } = createWorld()
    world.fails = true
    await expect(read()).rejects.toThrow(Unavailable)
    world.fails = false
    expect(await read()).toBe(2)
  })

  it('is one of other arguments', async () => {
    const { world, read } = await known()
    expect(await read('b')).toBe(3)
    expect(await read('a')).toBe(2)
    expect(world.reads).toBe(3)
  })

  it('is forgotten where a hundred others were asked for later', async () => {
    const { world, read } = await known()
    for (let other = 0; other < 100; other++) await read(`other ${other}`)
    expect(await read()).toBe(world.reads)
  })

  it('is waited for where no request may wait for what another one began', async () => {
    const { world, read } = await known(false)
    expect(await read()).toBe(2)
    world.at += MINUTE
    expect(await read()).toBe(3)
    expect(await read()).toBe(3)
    expect(world.reads).toBe(3)
  })
})
