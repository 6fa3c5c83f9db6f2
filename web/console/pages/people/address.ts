/** Where the People pages are. */

export const personHref = (env: string, userId: string): string =>
  `/${env}/people/${encodeURIComponent(userId)}`

export const peopleHref = (env: string, search = ''): string =>
  `/${env}/people${search && `?${new URLSearchParams({ search }).toString()}`}`
