/** Reads together what is asked together: in one turn, and then while one read is under way. */

/** So many at once keep a thread some milliseconds. */
const MOST = 256

export type Read<Asked, Found> = (asked: readonly Asked[]) => Promise<readonly Found[]>

type Waiting<Asked, Found> = {
  asked: Asked
  resolve: (found: Found) => void
  reject: (reason: unknown) => void
}

/**
 * @param read answers in the order of what is asked, and by that much.
 * @param turn resolves once everything that came together was taken in
 */
export function gather<Asked, Found>(
  read: Read<Asked, Found>,
  turn: () => Promise<void>,
): (asked: Asked) => Promise<Found> {
  let queue: Waiting<Asked, Found>[] = []
  let busy = false

  async function work(): Promise<void> {
    busy = true
    while (queue.length > 0) {
      await turn()
      const taken = queue.slice(0, MOST)
      queue = queue.slice(MOST)
      try {
        const found = await read(taken.map(({ asked }) => asked))
        for (const [place, one] of found.entries()) taken[place]?.resolve(one)
      } catch (error) {
        for (const { reject } of taken) reject(error)
      }
    }
    busy = false
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      queue.push({ asked, resolve, reject })
      if (!busy) void work()
    })
}

/** Where nothing can be read together. */
export const alone =
  <Asked, Found>(read: Read<Asked, Found>) =>
  async (asked: Asked): Promise<Found> => {
    for (const found of await read([asked])) return found
    throw new Error('what was asked was not answered')
  }
