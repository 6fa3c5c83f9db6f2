/** The parts of a directed graph whose nodes all lead to each other. */

/**
 * Components of what can be reached from `roots`, each after all that it leads to (Tarjan).
 * Without recursion, as graphs of some hundred thousand nodes would use up the stack.
 */
export function stronglyConnected(
  roots: Iterable<number>,
  next: (node: number) => readonly number[],
): number[][] {
  const components: number[][] = []
  const seen = new Map<number, { order: number; low: number; open: boolean }>()
  const open: number[] = []
  type Visit = {
    node: number
    mark: { order: number; low: number; open: boolean }
    to: readonly number[]
    at: number
  }

  const enter = (node: number): Visit => {
    const mark = { order: seen.size, low: seen.size, open: true }
    seen.set(node, mark)
    open.push(node)
    return { node, mark, to: next(node), at: 0 }
  }

  for (const root of roots) {
    if (seen.has(root)) continue
    const path = [enter(root)]
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const to = visit.to[visit.at++]
      if (to === undefined) {
        path.pop()
        const above = path.at(-1)
        if (above) above.mark.low = Math.min(above.mark.low, visit.mark.low)
        if (visit.mark.low === visit.mark.order) components.push(close(visit.node))
        continue
      }
      const known = seen.get(to)
      if (!known) path.push(enter(to))
      else if (known.open) visit.mark.low = Math.min(visit.mark.low, known.order)
    }
  }
  return components

  function close(root: number): number[] {
    const component = open.splice(open.lastIndexOf(root))
    for (const node of component) {
      const mark = seen.get(node)
      if (mark) mark.open = false
    }
    return component
  }
}
