/** What to call a user, by the attributes that Segment's Spec reserves for that. */

type Attributes = Readonly<Record<string, unknown>>

const text = (attributes: Attributes, ...keys: string[]): string | undefined => {
  for (const key of keys) {
    const value = attributes[key]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}

export const emailOf = (attributes: Attributes): string | undefined => text(attributes, 'email')

/** Their name, else the email, else the user ID. */
export function personName({ userId, attributes }: { userId: string; attributes: Attributes }): string {
  const first = text(attributes, 'firstName', 'first_name')
  const last = text(attributes, 'lastName', 'last_name')
  const both = [first, last].filter(Boolean).join(' ')
  return text(attributes, 'name') ?? (both || (text(attributes, 'email', 'username') ?? userId))
}

const NAMING = new Set([
  'name',
  'firstName',
  'first_name',
  'lastName',
  'last_name',
  'email',
  'username',
  'id',
  'avatar',
])
/** What tells customers apart at a glance goes before the rest. */
const TELLING = ['plan', 'company.name', 'company', 'title', 'role', 'industry', 'country', 'address.country']

/** A few attributes worth a place in a list, beside what names the user. */
export function keyAttributes(attributes: Attributes, most: number): [key: string, value: unknown][] {
  const rest = Object.keys(attributes).filter((key) => !NAMING.has(key) && !key.startsWith('$'))
  const place = (key: string) => (TELLING.includes(key) ? TELLING.indexOf(key) : TELLING.length)
  return rest
    .sort((one, other) => place(one) - place(other))
    .slice(0, most)
    .map((key) => [key, attributes[key]])
}

/** An attribute's value for one line. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
