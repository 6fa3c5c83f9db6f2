/** Which parts of a refused event are said to be wrong at the field itself. */
import { ApiError } from '../../api.ts'

const AT_ITS_FIELD =
  /^(name|description|trackNames|mappings(\.\d+\.conditions\.\d+\.(key|value))?|url(\.pattern)?|click(\.(selector|text|url\.pattern))?)$/

export const markedOf = (error: Error | undefined): string[] =>
  error instanceof ApiError
    ? error.issues.map(({ path }) => path).filter((path) => AT_ITS_FIELD.test(path))
    : []
