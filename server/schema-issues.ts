/** What a schema found wrong, as a caller is told of it: in words of our own also where the schema has only valibot's. */
import * as v from 'valibot'
import type { Issue } from '../shared/issue.ts'

/** A body has room for hundreds of thousands of faults, and saying them all would take many times its length. */
const ISSUES_SAID = 100

export const schemaIssues = (found: readonly v.BaseIssue<unknown>[]): Issue[] =>
  found.slice(0, ISSUES_SAID).map((issue) => ({ path: v.getDotPath(issue) ?? '', message: sayIssue(issue) }))

function sayIssue({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  // Valibot has a key missing as an object that expected it, and one too many as one that expected none.
  if (!message.startsWith('Invalid ')) return message
  if (type === 'strict_object' && expected === 'never') return 'is not known here; leave it out'
  if (type.endsWith('object') && received === 'undefined') return 'is missing'
  if (type.endsWith('object')) return 'must be an object'
  if (type === 'max_length') return `must be at most ${expected?.slice(2)} long`
  if (type === 'array') return 'must be a list'
  if (type === 'string') return 'must be a text'
  if (type === 'number') return 'must be a number'
  if (type === 'boolean') return 'must be true or false'
  return message
}
