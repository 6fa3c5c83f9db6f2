/** The menu: which environment, which page, which account. */
import { useLocation } from 'preact-iso'
import { api, done } from '../api.ts'
import { PAGES } from '../pages.tsx'
import { Badge } from '../parts/badge.tsx'
import { classes } from '../parts/classes.ts'
import { count, counted } from '../parts/count.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { toast } from '../parts/toast.tsx'
import { forgetEverything, useResource } from '../resource.ts'
import { review } from '../review.ts'
import { scheme, type Scheme } from '../scheme.ts'
import { useEnvironment, useEnvironments, useMe } from '../session.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { useStore } from '../store.ts'
import { Mark } from './mark.tsx'
import styles from './navigation.module.css'

type PageName = keyof typeof PAGES
const MENU: readonly (readonly [page: PageName, label: string, icon: IconName, key: string])[] = [
  ['surveys', 'Surveys', 'surveys', 's'],
  ['events', 'Events', 'events', 'e'],
  ['people', 'People', 'people', 'p'],
  ['calls', 'Live calls', 'calls', 'l'],
  ['connect', 'Connect', 'connect', 'c'],
  ['settings', 'Settings', 'settings', ','],
]

export function Navigation({ onShortcuts }: { onShortcuts: () => void }) {
  const environment = useEnvironment()
  const { path, route } = useLocation()
  const here = path.split('/')[2]
  useShortcuts(
    'Go to',
    Object.fromEntries(
      MENU.map(([page, label, , key]) => [
        `g ${key}`,
        [label, () => route(`/${environment.id}/${page}`)] as const,
      ]),
    ),
  )
  return (
    <div class={styles.side}>
      <div class={styles.top}>
        <a href={`/${environment.id}/events`} class={styles.home} aria-label="Asklet, Events">
          <Mark />
        </a>
      </div>
      <EnvironmentSwitch />
      <nav aria-label="Main">
        <ul role="list" class={styles.list}>
          {MENU.map(([page, label, icon]) => (
            <li key={page}>
              <a
                class={styles.link}
                href={`/${environment.id}/${page}`}
                aria-current={here === page ? 'page' : undefined}
                onMouseEnter={() => void PAGES[page].preload()}
                onFocusIn={() => void PAGES[page].preload()}
              >
                <Icon name={icon} />
                {label}
                {page === 'events' && <Waiting />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Account onShortcuts={onShortcuts} />
    </div>
  )
}

/** How many names wait for review. */
function Waiting() {
  const { id } = useEnvironment()
  const requests = useResource(review, [id], { every: 15_000 }).data?.requests ?? 0
  if (requests === 0) return null
  return (
    <span class={styles.waiting} title={`${counted(requests, 'name')} to review`}>
      {count(requests)}
      <span class="said"> to review</span>
    </span>
  )
}

function EnvironmentSwitch() {
  const environment = useEnvironment()
  const all = useEnvironments()
  const { path } = useLocation()
  const [, , page = 'events'] = path.split('/')
  const production = environment.kind === 'production'
  return (
    <Menu
      label="Environment"
      class={classes(styles.environment, production && styles.production)}
      button={
        <>
          <span class={styles.name}>
            <span class={styles.kicker}>Environment</span>
            {environment.name}
          </span>
          {production && <span class={styles.live}>Live</span>}
          <Icon name="down" />
        </>
      }
      items={all.map((one) => ({
        // The same page there; what was open on it belongs to here.
        href: `/${one.id}/${page}`,
        chosen: one.id === environment.id,
        label: (
          <>
            {one.name} {one.kind === 'production' && <Badge tone="warn">Live</Badge>}
          </>
        ),
      }))}
    />
  )
}

const SCHEMES: readonly (readonly [Scheme, string, IconName])[] = [
  ['system', 'As the system', 'settings'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
]

function Account({ onShortcuts }: { onShortcuts: () => void }) {
  const who = useMe()
  const environment = useEnvironment()
  const chosen = useStore(scheme)
  const { route } = useLocation()
  const signOut = async () => {
    try {
      await done(api['sign-out'].$post())
      forgetEverything()
      route('/sign-in')
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
  }
  return (
    <div class={styles.account}>
      <Menu
        label="Account and appearance"
        class={styles.who}
        button={
          <>
            <Icon name="user" />
            <span class={styles.email}>{who.email ?? 'ADMIN_TOKEN'}</span>
            <span class="said">: account and appearance</span>
          </>
        }
        items={[
          ...SCHEMES.map(([value, label, icon]) => ({
            label,
            icon,
            chosen: value === chosen,
            run: () => scheme.set(value),
          })),
          { label: 'Keyboard shortcuts', icon: 'keyboard', run: onShortcuts },
          { label: 'API reference', icon: 'link', href: '/api/docs' },
          { label: 'Sessions and password', icon: 'user', href: `/${environment.id}/settings/account` },
          { label: 'Sign out', icon: 'out', run: () => void signOut() },
        ]}
      />
    </div>
  )
}
