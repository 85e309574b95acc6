import 'media-chrome/media-captions-button';
import 'media-chrome/media-control-bar';
import 'media-chrome/media-controller';
import 'media-chrome/media-fullscreen-button';
import 'media-chrome/media-loading-indicator';
import 'media-chrome/media-mute-button';
import 'media-chrome/media-pip-button';
import 'media-chrome/media-play-button';
import 'media-chrome/media-preview-time-display';
import 'media-chrome/media-seek-backward-button';
import 'media-chrome/media-seek-forward-button';
import 'media-chrome/media-time-display';
import 'media-chrome/media-time-range';
import 'media-chrome/media-volume-range';
import 'media-chrome/lang/zh-CN';

// The elements above, and those that they make themselves.
const tags = [
  'media-captions-button',
  'media-chrome-dialog',
  'media-control-bar',
  'media-controller',
  'media-fullscreen-button',
  'media-gesture-receiver',
  'media-keyboard-shortcuts-dialog',
  'media-loading-indicator',
  'media-mute-button',
  'media-pip-button',
  'media-play-button',
  'media-preview-chapter-display',
  'media-preview-thumbnail',
  'media-preview-time-display',
  'media-seek-backward-button',
  'media-seek-forward-button',
  'media-time-display',
  'media-time-range',
  'media-tooltip',
  'media-volume-range',
];

interface WithTemplate {
  getTemplateHTML?: (...args: unknown[]) => string;
}

/**
 * The elements write their style into their shadow roots as text, which the page's policy forbids without its nonce: the
 * templates get it. A class takes its template from itself or from a class that it extends.
 */
function giveNonce(nonce: string): void {
  const done = new Set<WithTemplate>();
  for (const tag of tags) {
    let element = customElements.get(tag) as WithTemplate | null | undefined;
    for (; element && element !== (HTMLElement as WithTemplate); element = Object.getPrototypeOf(element) as WithTemplate | null) {
      if (done.has(element) || !Object.hasOwn(element, 'getTemplateHTML')) continue;
      done.add(element);
      const plain = element.getTemplateHTML;
      if (!plain) continue;
      element.getTemplateHTML = function (this: unknown, ...args) {
        return plain.apply(this, args).replaceAll('<style>', `<style nonce="${nonce}">`);
      };
    }
  }
}

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
if (nonce) giveNonce(nonce);
