import './controls-setup';

import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { resolutionText } from '@/lib/format';
import type { MediaInfo } from '@/lib/wire/types';

import type { Output } from '../../outputs';
import { PlayProblemNotice } from './play-problem-notice';
import { RateButton } from './rate-button';
import { SpritePreview } from './sprite-preview';
import { SubtitleTracks } from './subtitle-tracks';
import { useSource } from './use-source';

interface Props {
  app: number;
  fileId: string;
  media: MediaInfo;
  output: Output;
  /** With the play token, where one is needed; undefined until it is there. */
  url: string | undefined;
  name: string;
  isShown: boolean;
  other: { name: string; choose: () => void } | undefined;
  onProcess: () => void;
}

const seekSeconds = 5;

/** Plays an output of a media: a plain video element with controls. */
export default function Player({ app, fileId, media, output, url, name, isShown, other, onProcess }: Props) {
  const { t, i18n } = useTranslation('quick-view');
  const video = useRef<HTMLVideoElement>(null);
  const controls = useRef<HTMLElement>(null);
  const [shownSize, setShownSize] = useState('');
  const isAudio = media.BasicInfo?.Category === 'Audio';
  const isDash = output.way === 'dash';
  const hasPicture = !isAudio && output.videoCodec !== '';
  const problem = useSource(video, url, output.way, hasPicture);
  const subtitles = media.SubtitleInfo?.SubtitleSet ?? [];
  const hasSubtitles = !isAudio && subtitles.length > 0;
  const sprite = media.ImageSpriteInfo?.ImageSpriteSet.find(({ WebVttUrl }) => WebVttUrl)?.WebVttUrl;

  // What nobody sees does not go on.
  useEffect(() => {
    if (!isShown) video.current?.pause();
  }, [isShown]);

  return (
    <div className="qv-player" data-audio={isAudio || undefined}>
      <media-controller
        ref={controls}
        audio={isAudio}
        lang={i18n.language === 'zh' ? 'zh-CN' : 'en'}
        aria-label={t('player.label', { name })}
        hidden={isDash}
        className="qv-controller"
      >
        <video
          ref={video}
          slot="media"
          playsInline
          crossOrigin="anonymous"
          preload="metadata"
          poster={media.BasicInfo?.CoverUrl || undefined}
          aria-label={t('player.label', { name })}
          onResize={(event) => setShownSize(resolutionText(event.currentTarget.videoWidth, event.currentTarget.videoHeight))}
          onEmptied={() => setShownSize('')}
        >
          {output.way !== 'hls' && <SubtitleTracks key={output.id} subtitles={subtitles} />}
        </video>
        {!isAudio && <media-loading-indicator slot="centered-chrome" />}
        <media-control-bar>
          <media-time-range>
            <div slot="preview">{sprite && <SpritePreview app={app} fileId={fileId} vttUrl={sprite} controls={controls} />}</div>
            <media-preview-time-display slot="preview" />
          </media-time-range>
        </media-control-bar>
        <media-control-bar>
          <media-play-button />
          <media-seek-backward-button seekoffset={seekSeconds} />
          <media-seek-forward-button seekoffset={seekSeconds} />
          <media-mute-button />
          <media-volume-range />
          <media-time-display showduration notoggle />
          <span className="qv-gap" />
          <RateButton video={video} />
          {hasSubtitles && <media-captions-button ref={(button) => button?.setAttribute('role', 'switch')} />}
          {!isAudio && <media-pip-button />}
          {!isAudio && <media-fullscreen-button />}
        </media-control-bar>
      </media-controller>
      {isDash && <Alert type="info" showIcon title={t('player.dash')} description={t('player.dashHelp')} />}
      {problem && <PlayProblemNotice problem={problem} output={output} other={other} onProcess={onProcess} />}
      {!isDash && (
        <div className="qv-quiet">
          {t('player.playing', { name })}
          {shownSize && ` · ${shownSize}`}
        </div>
      )}
    </div>
  );
}
