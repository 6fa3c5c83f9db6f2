/** Who is signed in, and the environment that the address names. */
import { type ComponentChildren, createContext } from 'preact'
import { useLocation } from 'preact-iso'
import { useContext, useEffect } from 'preact/hooks'
import type { Me } from '../../shared/account.ts'
import type { Environment } from '../../shared/environment.ts'
import { answer, api, signedOut } from './api.ts'
import { Button } from './parts/button.tsx'
import { Gate } from './parts/gate.tsx'
import { createResource, forgetEverything, useResource } from './resource.ts'
import { ShellSkeleton } from './shell/shell-skeleton.tsx'
import { createKeptStore, useStore } from './store.ts'

export const me = createResource(() => answer(api.me.$get()))
export const environments = createResource(() => answer(api.environments.$get()))

type Session = {
  me: Me
  environment: Environment
  all: readonly Environment[]
  /** Where the doors for Segment are, without a trailing slash. */
  publicUrl: string
  /** Whom to ask for keys, for who may not see them. */
  keyHolders: readonly string[]
}
const Current = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(Current)
  if (!session) throw new Error('only below <SessionProvider>')
  return session
}
export const useMe = (): Me => useSession().me
export const useEnvironment = (): Environment => useSession().environment
export const useEnvironments = (): readonly Environment[] => useSession().all

/** The environment that `/` opens. */
const lastEnvironment = createKeptStore<string>('asklet.environment', (kept) => kept ?? '')

/** Where a visit begins: Connect until the first call has come, then Events. */
export const homeOf = (environment: Environment): string =>
  `/${environment.id}/${environment.firstCallAt ? 'events' : 'connect'}`

/** Draws its children once it is known who is there and where; else the way to sign in. */
export function SessionProvider({ children }: { children: ComponentChildren }) {
  const { path, url, route } = useLocation()
  const who = useResource(me, [])
  const list = useResource(environments, [], { every: 15_000 })
  const out = useStore(signedOut)

  const all = list.data?.items ?? []
  const [, id = ''] = path.split('/')
  const environment = all.find((one) => one.id === id)
  const home = path === '/' ? (all.find((one) => one.id === lastEnvironment.get()) ?? all[0]) : undefined

  useEffect(() => {
    if (!out) return
    forgetEverything()
    route(`/sign-in${path === '/' ? '' : `?to=${encodeURIComponent(url)}`}`, true)
  }, [out])
  useEffect(() => {
    if (home) route(homeOf(home), true)
  }, [home?.id])
  useEffect(() => {
    if (environment) lastEnvironment.set(environment.id)
  }, [environment?.id])

  if (!who.data || !list.data || out || home) {
    const error = out ? undefined : (who.error ?? list.error)
    if (!error) return <ShellSkeleton />
    const retry = () => {
      who.reload()
      list.reload()
    }
    return (
      <Gate title="The console could not be loaded" lead={error.message}>
        <Button onClick={retry}>Try again</Button>
      </Gate>
    )
  }
  if (!environment)
    return (
      <Gate title="There is no such page" lead={`“${id}” is not the name of an environment.`}>
        <Button href="/">Go to the start</Button>
      </Gate>
    )
  const { publicUrl, keyHolders = [] } = list.data
  return (
    <Current.Provider value={{ me: who.data, environment, all, publicUrl, keyHolders }}>
      {children}
    </Current.Provider>
  )
}
