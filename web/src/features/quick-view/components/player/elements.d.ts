import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Custom<Extra = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Extra;

// The elements of media-chrome that the player is made of, with the attributes that it sets.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'media-captions-button': Custom;
      'media-control-bar': Custom;
      'media-controller': Custom<{ audio?: boolean }>;
      'media-fullscreen-button': Custom;
      'media-loading-indicator': Custom<{ noautohide?: boolean }>;
      'media-mute-button': Custom;
      'media-pip-button': Custom;
      'media-play-button': Custom;
      'media-preview-time-display': Custom;
      'media-seek-backward-button': Custom<{ seekoffset?: number }>;
      'media-seek-forward-button': Custom<{ seekoffset?: number }>;
      'media-time-display': Custom<{ showduration?: boolean; notoggle?: boolean }>;
      'media-time-range': Custom;
      'media-volume-range': Custom;
    }
  }
}
