/** A value once it has stood still for a moment: what is typed is looked up when the typing pauses. */
import { useEffect, useState } from 'preact/hooks'

/** Milliseconds. */
const PAUSE = 200

export function usePause<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
    // The key stands for the value.
  }, [key])
  return settled
}
