/** Reads together what is asked together: while one read is under way, what is asked gathers, and the next takes it all. */

/** So many at once keep a thread some milliseconds. */
const MOST = 256

type Waiting<Asked, Found> = {
  asked: Asked
  resolve: (found: Found) => void
  reject: (reason: unknown) => void
}

/** @param read answers in the order of what is asked, and by that much. */
export function gather<Asked, Found>(
  read: (asked: readonly Asked[]) => Promise<readonly Found[]>,
): (asked: Asked) => Promise<Found> {
  let queue: Waiting<Asked, Found>[] = []
  let busy = false

  async function work(): Promise<void> {
    busy = true
    while (queue.length > 0) {
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
