import { describe, expect, it } from 'vitest'
import { readUserAgent } from '../../shared/user-agent.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15'

describe('what a user agent says of a browser', () => {
  it.each([
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`,
      'Chrome',
      126,
      'Linux',
      'desktop',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/125.0.0.0`,
      'Edge',
      125,
      'Windows',
      'desktop',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0`,
      'Opera',
      110,
      'Windows',
      'desktop',
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`,
      'Chrome',
      126,
      'ChromeOS',
      'desktop',
    ],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
      'Firefox',
      127,
      'Linux',
      'desktop',
    ],
    [MAC, 'Safari', 17, 'macOS', 'desktop'],
    [`${MAC} Touch`, 'Safari', 17, 'iPadOS', 'tablet'],
    [`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, 'Safari', 17, 'iOS', 'mobile'],
    [`${IPHONE} CriOS/126.0.6478.35 Mobile/15E148 Safari/604.1`, 'Chrome', 126, 'iOS', 'mobile'],
    [`${IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`, 'Firefox', 127, 'iOS', 'mobile'],
    [`${IPHONE} Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/604.1`, 'Edge', 125, 'iOS', 'mobile'],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36 Touch`,
      'Chrome',
      126,
      'Android',
      'mobile',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet',
      25,
      'Android',
      'mobile',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`,
      'Chrome',
      126,
      'Android',
      'tablet',
    ],
    [
      'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
      'Firefox',
      127,
      'Android',
      'mobile',
    ],
  ])('%s', (userAgent, $browser, $browserVersion, $os, $device) => {
    expect(readUserAgent(userAgent)).toEqual({ $browser, $browserVersion, $os, $device })
  })

  it('is no more than a desktop where it says nothing that is known', () => {
    expect(readUserAgent('Anything/1.0')).toEqual({ $device: 'desktop' })
  })
})
