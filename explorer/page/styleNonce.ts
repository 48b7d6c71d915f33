/**
 * Lets the page's own scripts add `<style>` elements under its Content-Security-Policy. The editor makes some for its
 * themes and has no setting for a nonce, so every one that is made from now on gets it. What is written into the page as
 * markup still cannot bring a style of its own.
 */
export function giveStylesTheirNonce(nonce: string): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
