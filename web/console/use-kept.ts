/** Keeps showing what was there while its successor is read, so that a list does not blink as one types. */
import { useRef } from 'preact/hooks'

export function useKept<T>(value: T | undefined): T | undefined {
  const kept = useRef(value)
  if (value !== undefined) kept.current = value
  return kept.current
}
