/* The theme's previews write `link.href = ...` for every link of a page, which those of a drawing refuse: their
address is an object that can only be read. Let them take it as HTML's links do, or no item would have a preview. */

export function letDrawnLinksTakeAddresses() {
  const address = Object.getOwnPropertyDescriptor(SVGAElement.prototype, "href");
  if (!address || address.set) return;
  Object.defineProperty(SVGAElement.prototype, "href", {
    ...address,
    set(value) {
      this.setAttribute("href", value);
    },
  });
}
