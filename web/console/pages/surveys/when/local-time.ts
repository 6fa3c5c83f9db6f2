/** A time as a `datetime-local` field holds it, in the browser's zone: `2026-03-02T11:00`. */

export function toLocal(at: string | null): string {
  if (at === null) return ''
  const time = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`
}

/** Null for an empty or half-filled field. */
export function fromLocal(text: string): string | null {
  const time = new Date(text)
  return text === '' || Number.isNaN(time.getTime()) ? null : time.toISOString()
}
