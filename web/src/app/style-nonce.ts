/**
 * Gives each style element that a script makes the nonce of the page's policy. antd does so for its own, but not for the small
 * ones that lock the page's scrolling below a dialog and measure a scroll bar. Only scripts with the nonce run at all, so this
 * allows nothing to anybody else.
 */
export function giveStylesNonce(nonce: string): void {
  const plain = document.createElement;
  document.createElement = function createElement(this: Document, ...args: Parameters<typeof plain>) {
    const element = plain.apply(this, args);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  } as typeof plain;
}
