/** People: all known users, or one of them. */
import { useRoute } from 'preact-iso'
import { PeopleList } from './people-list.tsx'
import { PersonPage } from './person-page.tsx'

export function People() {
  const { params } = useRoute()
  const userId = params['userId']
  return userId === undefined ? <PeopleList /> : <PersonPage key={userId} userId={userId} />
}
