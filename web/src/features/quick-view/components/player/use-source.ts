import type Hls from 'hls.js';
import { type RefObject, useEffect, useRef, useState } from 'react';

import type { PlayWay } from '../../outputs';

/** Why nothing, or not all, is played. */
export type PlayProblem = 'network' | 'forbidden' | 'decode' | 'unsupported' | 'noPicture';

/** Where a person is in the media; it outlives a change of output. */
interface Place {
  timeS: number;
  rate: number;
  isPlaying: boolean;
}

const placeOf = (video: HTMLVideoElement): Place => ({
  timeS: video.currentTime,
  rate: video.playbackRate,
  isPlaying: !video.paused && !video.ended,
});

function goTo(video: HTMLVideoElement, { timeS, rate, isPlaying }: Place): void {
  if (timeS > 0) video.currentTime = Math.min(timeS, video.duration || timeS);
  video.playbackRate = rate;
  // A browser may refuse to start by itself; then the play button stands there.
  if (isPlaying) video.play().catch(() => undefined);
}

const problemOfCode: Record<number, PlayProblem> = {
  [MediaError.MEDIA_ERR_NETWORK]: 'network',
  [MediaError.MEDIA_ERR_DECODE]: 'decode',
  [MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED]: 'unsupported',
};

const forbiddenStatuses = [401, 403];

function loadFile(video: HTMLVideoElement, url: string): void {
  video.src = url;
}

function unload(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}

async function loadByHls(video: HTMLVideoElement, url: string, startS: number, tell: (problem: PlayProblem) => void): Promise<Hls | undefined> {
  const { default: Player } = await import('hls.js');
  if (!Player.isSupported()) {
    loadFile(video, url); // Safari on a telephone plays HLS by itself.
    return undefined;
  }
  // Its worker is made of text in a blob; the main thread does the same work under any policy.
  const hls = new Player({ enableWorker: false, startPosition: startS > 0 ? startS : -1 });
  let hasRecovered = false;
  hls.on(Player.Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal) return;
    if (type === Player.ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true;
      hls.recoverMediaError();
      return;
    }
    if (type === Player.ErrorTypes.NETWORK_ERROR) tell(forbiddenStatuses.includes(response?.code ?? 0) ? 'forbidden' : 'network');
    else tell(type === Player.ErrorTypes.MEDIA_ERROR ? 'decode' : 'unsupported');
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return hls;
}

/**
 * Gives a video element what it is to play; another URL goes on at the same place, playing if it played. Tells what
 * hinders it. Without a URL nothing changes on screen but that nothing is loaded.
 */
export function useSource(element: RefObject<HTMLVideoElement | null>, url: string | undefined, way: PlayWay, hasPicture: boolean): PlayProblem | undefined {
  const place = useRef<Place>({ timeS: 0, rate: 1, isPlaying: false });
  const [problem, setProblem] = useState<{ url: string; what: PlayProblem }>();

  useEffect(() => {
    const video = element.current;
    if (!video || !url || way === 'dash') return;
    const end = new AbortController();
    const { signal } = end;
    const tell = (what: PlayProblem) => signal.aborted || setProblem({ url, what });
    let hls: Hls | undefined;
    const begin = { ...place.current };
    video.addEventListener(
      'loadedmetadata',
      () => {
        goTo(video, begin);
        if (hasPicture && video.videoWidth === 0) tell('noPicture');
      },
      { once: true, signal },
    );
    video.addEventListener('error', () => tell(problemOfCode[video.error?.code ?? 0] ?? 'unsupported'), { signal });
    if (way === 'hls') {
      void loadByHls(video, url, begin.timeS, tell).then((loaded) => {
        if (signal.aborted) loaded?.destroy();
        else hls = loaded;
      });
    } else {
      loadFile(video, url);
    }
    return () => {
      // Before the metadata are there the element knows no place.
      if (video.readyState > 0) place.current = placeOf(video);
      end.abort();
      setProblem(undefined);
      hls?.destroy();
      unload(video);
    };
  }, [element, url, way, hasPicture]);

  return problem?.url === url ? problem?.what : undefined;
}
