/** What a page must know to watch for Click events, and to ask the server only when a survey could show. */
import * as v from 'valibot'
import type { SdkConfig } from '../../shared/sdk.ts'
import type { Deps } from '../deps.ts'
import type { Environment } from '../ingest/definitions.ts'

const Manifest = v.pipe(v.string(), v.parseJson(), v.object({ view: v.string() }))

export async function sdkConfig(
  { asset, definitions }: Pick<Deps, 'asset' | 'definitions'>,
  { number, kind, settings }: Environment,
): Promise<SdkConfig> {
  const { names, urls, clicks, triggers } = definitions.rules(number)
  const shows = (event: string): boolean => triggers.has(event)
  const manifest = await asset('sdk/manifest.json')
  return {
    environment: kind,
    tracks: [...names]
      .filter(
        ([, { events, conditional }]) => events.some(shows) || conditional.some(({ event }) => shows(event)),
      )
      .map(([name]) => name),
    pages: urls.filter(({ event }) => shows(event)).map(({ url }) => url),
    clicks: [...clicks.values()].map(({ event, click }) => ({ event, ...click, shows: shows(event) })),
    consentRequired: settings.consentRequired,
    // Nothing is shown by a server whose scripts were not built; its page still counts.
    view: manifest ? v.parse(Manifest, new TextDecoder().decode(manifest.body)).view : '',
  }
}
